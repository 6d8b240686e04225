import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import { checkDrift } from '../src/generate/check-drift.ts';
import { generatedFiles, generatedFolder, specFile } from '../src/generate/generated-files.ts';
import { newFolder } from './new-folder.ts';

let folder: URL;
beforeEach(async () => {
  folder = await newFolder();
  await cp(generatedFolder, folder, { recursive: true });
});

async function edited(file: URL, from: string, to: string): Promise<URL> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  const copy = new URL(file.href.split('/').at(-1) ?? '', folder);
  await writeFile(copy, text.replace(from, to));
  return copy;
}

test('the committed files are what the contract generates', async () => {
  expect(await checkDrift()).toBeUndefined();
});

test('an edited contract names the command that mends it', async () => {
  const spec = await edited(specFile, 'error_message:', 'failure:');
  expect(await checkDrift(spec)).toMatch(/schema\.ts differs .* first at line \d+\. Run: {2}pnpm generate/);
});

test.each([
  ['schema.ts', 'request_id: string', 'request_id: number'],
  ['operations.ts', "body: 'form'", "body: 'json'"],
])('a hand-edited %s is found', async (name, from, to) => {
  await edited(new URL(name, generatedFolder), from, to);
  expect(await checkDrift(specFile, folder)).toContain(`spec/generated/${name} differs`);
});

test('a file that ends too soon is found, at its end', async () => {
  const text = await readFile(new URL('schema.ts', folder), 'utf8');
  await writeFile(new URL('schema.ts', folder), text.split('\n').slice(0, 20).join('\n'));
  expect(await checkDrift(specFile, folder)).toContain('first at line 21');
});

test('a missing file is found', async () => {
  await rm(new URL('operations.ts', folder));
  expect(await checkDrift(specFile, folder)).toContain('operations.ts differs from spec/openapi.yaml, first at line 1');
});

test('the types keep what the contract promises', async () => {
  const types = (await generatedFiles()).get('schema.ts');
  expect(types).toMatch(
    /inputs: \[\s*components\["schemas"\]\["VideoInput"\],\s*components\["schemas"\]\["AudioInput"\]\s*\] \|/,
  );
  expect(types).toContain('status: UnrecognizedStatus;');
  expect(types).toContain('reference_id?: string | undefined;');
});

test('a kind of job whose references cannot be retrieved has no findOne', async () => {
  const findOne = '            findOne: { $ref: "#/components/links/FindLipsyncRequest" }\n';
  const spec = await edited(specFile, findOne, '');
  await edited(spec, findOne, '');
  const tables = (await generatedFiles(spec)).get('operations.ts');
  expect(tables).toContain("find: 'lipsync.requests.list'");
  expect(tables).not.toContain('findOne');
});

test.each([
  [
    'a tuple with two items of one kind',
    'AudioInput"\n              min',
    'VideoInput"\n              min',
    'one item of each',
  ],
  [
    'a schema of an unknown type',
    '{ type: string, minLength: 1 }',
    '{ type: number }',
    'no shape for {"type":"number"}',
  ],
  [
    'a body of an unknown media type',
    'multipart/form-data:',
    'text/csv:',
    'text/csv is no body that the packages can send',
  ],
])('%s is an error, not a wrong table', async (_, from, to, message) => {
  await expect(generatedFiles(await edited(specFile, from, to))).rejects.toThrow(message);
});
