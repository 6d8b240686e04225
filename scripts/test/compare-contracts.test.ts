import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Document, parse, parseDocument } from 'yaml';
import { type Change, compareContracts, worst } from '../src/contract/compare-contracts.ts';
import type { Impact } from '../src/contract/rate-change.ts';
import { specFile } from '../src/generate/generated-files.ts';
import { projectRoot } from '../src/workspace.ts';

type Path = readonly (string | number)[];

/** One change of a contract: of what stands at a path. */
interface EditData {
  readonly set?: Path;
  readonly add?: Path;
  readonly remove?: Path;
  readonly rename?: Path;
  readonly to?: unknown;
  readonly value?: unknown;
}

interface Group {
  readonly of: string;
  readonly impact: Impact;
  readonly edits: Readonly<Record<string, { readonly report: string; readonly edits: readonly EditData[] }>>;
}

const groups: Group[] = parse(await readFile(new URL('contract-edits.yaml', import.meta.url), 'utf8'));

function edit(contract: Document, { set, add, remove, rename, to, value }: EditData): void {
  if (set) contract.setIn(set, contract.createNode(to));
  if (add) contract.addIn(add, contract.createNode(value));
  const gone = rename ?? remove;
  if (!gone) return;
  const moved = contract.getIn(gone);
  if (!contract.deleteIn(gone)) throw new Error(`nothing at ${gone.join(' ')}`);
  if (rename) contract.setIn([...rename.slice(0, -1), to], moved);
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contracts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function compareEdited(edits: EditData[]): Promise<Change[]> {
  const contract = parseDocument(await readFile(specFile, 'utf8'));
  for (const data of edits) edit(contract, data);
  const copy = pathToFileURL(join(folder, 'edited.yaml'));
  await writeFile(copy, contract.toString());
  return compareContracts(specFile, copy, projectRoot);
}

describe.each(groups)('$impact: $of', ({ impact, edits: rows }) => {
  let found: Change[];
  beforeAll(async () => {
    found = await compareEdited(Object.values(rows).flatMap(({ edits }) => edits));
  });

  test.each(Object.entries(rows))('%s', (_, { report }) => {
    expect(found).toContainEqual({ impact, text: expect.stringContaining(report) });
  });

  test('nothing worse', () => {
    expect(worst(found)).toBe(impact);
  });
});

test('the same contract has no changes', async () => {
  expect(await compareEdited([])).toEqual([]);
});

test('a change is told once, with its file and line, and the worst comes first', async () => {
  const found = await compareEdited([
    { set: ['info', 'summary'], to: 'Lips.' },
    { remove: ['components', 'schemas', 'LipsyncRequestBase', 'properties', 'error_message'] },
  ]);
  expect(found.map(({ impact }) => impact)).toEqual(['breaking', 'docs']);
  expect(found[0]?.text).toMatch(/^spec\/openapi\.yaml:\d+ Property `error_message`.* was removed\.$/);
});

test('a contract that cannot be read is an error', async () => {
  const broken = pathToFileURL(join(folder, 'broken.yaml'));
  await writeFile(broken, 'openapi: "3.1.0');
  await expect(compareContracts(specFile, broken, projectRoot)).rejects.toThrow('cannot be compared');
});
