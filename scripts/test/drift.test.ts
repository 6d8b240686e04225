import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDrift } from '../src/check-drift.ts';
import { schemaFile, schemaTypes, specFile } from '../src/schema-types.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drift-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function edited(file: URL, from: string, to: string): Promise<URL> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  const copy = pathToFileURL(join(folder, 'edited'));
  await writeFile(copy, text.replace(from, to));
  return copy;
}

test('the committed types are what the contract generates', async () => {
  expect(await checkDrift()).toBeUndefined();
});

test('an edited contract names the command that mends it', async () => {
  const spec = await edited(specFile, 'error_message:', 'failure:');
  expect(await checkDrift(spec)).toMatch(/first at line \d+\. Run: {2}pnpm generate/);
});

test('hand-edited types are found', async () => {
  const types = await edited(schemaFile, 'request_id: string', 'request_id: number');
  expect(await checkDrift(specFile, types)).toContain('pnpm generate');
});

test('types that end too soon are found, at their end', async () => {
  const text = await readFile(schemaFile, 'utf8');
  const copy = pathToFileURL(join(folder, 'short'));
  const lines = text.split('\n').slice(0, 20);
  await writeFile(copy, lines.join('\n'));
  expect(await checkDrift(specFile, copy)).toContain('first at line 21');
});

test('missing types are found', async () => {
  expect(await checkDrift(specFile, pathToFileURL(join(folder, 'none')))).toContain('first at line 1');
});

test('the types keep what the contract promises', async () => {
  const types = await schemaTypes();
  expect(types).toMatch(
    /inputs: \[\s*components\["schemas"\]\["VideoInput"\],\s*components\["schemas"\]\["AudioInput"\]\s*\] \|/,
  );
  expect(types).toContain('status: UnrecognizedStatus;');
  expect(types).toContain('reference_id?: string | undefined;');
});
