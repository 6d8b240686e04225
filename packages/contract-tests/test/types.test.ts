import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { documentedSnippets, type Snippet, snippetsOf, writeSnippets } from '../harness/snippets.ts';

// The type tests of types/, the client's own, and every documented example, as a user's compiler sees them.
const require = createRequire(import.meta.url);
const folder = fileURLToPath(new URL('..', import.meta.url));
let snippets: Snippet[];
beforeAll(async () => {
  snippets = await documentedSnippets();
  await writeSnippets(snippets, join(folder, 'types/examples'));
});

/** What a compiler has to say; nothing where all is well. */
function compile(compiler: string, ...args: string[]): Promise<string> {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), 'bin/tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, ...args], { cwd: folder }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}

test('examples are found in documents and in comments', () => {
  const files = new Set(snippets.map(({ file }) => file));
  expect([...files]).toEqual(
    expect.arrayContaining([
      'README.md',
      'packages/client/README.md',
      'packages/client/src/client.ts',
      'packages/mock-server/README.md',
      'packages/mock-server/src/test-tokens.ts',
    ]),
  );
});

test.each(['typescript', 'typescript-5.9', 'typescript-5.4'])(
  'types and examples compile on %s',
  async (compiler) => {
    expect(await compile(compiler, '-p', 'types')).toBe('');
  },
);

test('an example that does not compile is found, with its file and line', async () => {
  const text = [
    'Text.',
    '```ts',
    "import Chamelaion from '@chamelaion/client';",
    'new Chamelaion().lipsync.nothing();',
    '```',
  ];
  const canary = join(folder, 'types/examples-canary');
  await writeSnippets(snippetsOf('docs/wrong.md', text.join('\n')), canary);
  const file = join(canary, 'docs__wrong.md.3.ts');
  const options = [
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--types',
    'node',
    '--noEmit',
    '--skipLibCheck',
  ];
  const found = await compile('typescript', '--ignoreConfig', ...options, file);
  await rm(canary, { recursive: true });
  expect(found).toMatch(/docs__wrong\.md\.3\.ts\(4,26\): error TS2339: Property 'nothing'/);
});
