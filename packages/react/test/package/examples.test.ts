import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const home = fileURLToPath(new URL('../../', import.meta.url));

/** The blocks of TypeScript in a text, those in comments without their stars. */
function examples(text: string): string[] {
  const plain = text.replaceAll(/^ \* ?/gm, '');
  return [...plain.matchAll(/^```tsx?\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? '');
}

test('every example, in the README and over each export, compiles', async () => {
  const folder = await mkdtemp(join(home, 'test/package/tmp-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const sources = (await readdir(join(home, 'src'))).map((name) => join('src', name));
  let count = 0;
  for (const path of ['README.md', ...sources]) {
    for (const code of examples(await readFile(join(home, path), 'utf8'))) {
      await writeFile(join(folder, `${path.replaceAll(/\W/g, '-')}-${count++}.tsx`), code);
    }
  }
  expect(count).toBeGreaterThan(20);
  const config = {
    extends: '../../tsconfig.json',
    compilerOptions: { noUnusedLocals: false },
    include: ['.'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { stdout } = await run(join(home, 'node_modules/.bin/tsc'), ['-p', folder]).catch((error) => error);
  expect(stdout).toBe('');
});
