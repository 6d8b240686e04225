import { readFile } from 'node:fs/promises';
import { generatedFiles, generatedFolder, specFile } from './generated-files.ts';

/** Undefined if the committed files are what the contract generates, else what to do about it. */
export async function checkDrift(
  spec: URL = specFile,
  committedFolder: URL = generatedFolder,
): Promise<string | undefined> {
  for (const [name, generated] of await generatedFiles(spec)) {
    const committed = await read(new URL(name, committedFolder));
    if (generated === committed) continue;
    const expected = generated.split('\n');
    const lines = committed.split('\n');
    const differs = lines.findIndex((text, index) => text !== expected[index]);
    const line = differs < 0 ? lines.length : differs;
    return [
      `spec/generated/${name} differs from spec/openapi.yaml, first at line ${line + 1}. Run:  pnpm generate`,
      'Then commit spec/generated with the contract.',
    ].join('\n');
  }
  return undefined;
}

async function read(file: URL): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
