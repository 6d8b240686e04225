import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { type Change, compareContracts, worst } from '../src/contract/compare-contracts.ts';
import { specFile } from '../src/generate/generated-files.ts';
import { projectRoot } from '../src/workspace.ts';
import { breakingEdits } from './breaking-edits.ts';
import type { Edit } from './edits.ts';
import { harmlessEdits } from './harmless-edits.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contracts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function compareEdited(edits: Edit[]): Promise<Change[]> {
  const contract = parseDocument(await readFile(specFile, 'utf8'));
  for (const edit of edits) edit(contract);
  const copy = pathToFileURL(join(folder, 'edited.yaml'));
  await writeFile(copy, contract.toString());
  return compareContracts(specFile, copy, projectRoot);
}

describe.each([...breakingEdits, ...harmlessEdits])('$impact: $of', ({ impact, rows }) => {
  let found: Change[];
  beforeAll(async () => {
    found = await compareEdited(Object.values(rows).flatMap(([, ...edits]) => edits));
  });

  test.each(Object.entries(rows))('%s', (_, [report]) => {
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
    (contract) => contract.setIn(['info', 'summary'], 'Lips.'),
    (contract) => contract.deleteIn(['components', 'schemas', 'LipsyncRequestBase', 'properties', 'error_message']),
  ]);
  expect(found.map(({ impact }) => impact)).toEqual(['breaking', 'docs']);
  expect(found[0]?.text).toMatch(/^spec\/openapi\.yaml:\d+ Property `error_message`.* was removed\.$/);
});

test('a contract that cannot be read is an error', async () => {
  const broken = pathToFileURL(join(folder, 'broken.yaml'));
  await writeFile(broken, 'openapi: "3.1.0');
  await expect(compareContracts(specFile, broken, projectRoot)).rejects.toThrow('cannot be compared');
});
