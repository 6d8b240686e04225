import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The type tests of types/ and the client's own, as a user's compiler sees them.
const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('..', import.meta.url));

/** What a compiler prints; nothing if all is well. */
function compile(compiler: string): Promise<string> {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', 'types'], { cwd: folder }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
}

// The oldest take ten times as long as the newest.
const compilers = process.env['THOROUGH'] ? ['typescript', 'typescript-5.9', 'typescript-5.4'] : ['typescript'];

test.concurrent.each(compilers)('types compile on %s', async (compiler) => {
  expect(await compile(compiler)).toBe('');
});
