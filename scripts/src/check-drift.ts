import { readFile } from 'node:fs/promises';
import { schemaFile, schemaTypes, specFile } from './schema-types.ts';

/** Undefined where the committed types are what the contract generates, else what to do about it. */
export async function checkDrift(
  spec: URL = specFile,
  committedFile: URL = schemaFile,
): Promise<string | undefined> {
  const [generated, committed] = await Promise.all([schemaTypes(spec), read(committedFile)]);
  if (generated === committed) return undefined;
  const expected = generated.split('\n');
  const lines = committed.split('\n');
  const differs = lines.findIndex((text, index) => text !== expected[index]);
  const line = differs < 0 ? lines.length : differs;
  return [
    `The client's types differ from spec/openapi.yaml, first at line ${line + 1}. Run:  pnpm generate`,
    'Then commit packages/client/src/generated/schema.ts with the contract.',
  ].join('\n');
}

async function read(file: URL): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
