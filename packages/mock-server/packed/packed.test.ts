import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

// What a user gets: the packed tarball, installed by npm in an empty folder, with the README's own words.
const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-server-'));
  await run('pnpm', ['pack', '--pack-destination', folder], { cwd: root });
  const [tarball] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const peers = ['vitest@4.1.12', '@playwright/test@1.65.1'];
  await run('npm', ['install', '--no-audit', '--no-fund', `./${tarball}`, ...peers], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes the README's block of this title, on a port that is free. */
async function writeBlock(title: string, port: number): Promise<void> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const block = readme.split(`\`\`\`ts title="${title}"\n`)[1]?.split('\n```')[0];
  if (block === undefined) throw new Error(`the README has no block with the title ${title}`);
  const text = block.replaceAll(':4010', `:${port}`).replace('chamelaion-mock', `chamelaion-mock --port ${port}`);
  await writeFile(join(folder, title), text);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

test('the set-up for Vitest', async () => {
  await writeBlock('mock.test.ts', 0);
  const { stdout } = await run('npx', ['--no', '--', 'vitest', 'run', 'mock.test.ts'], { cwd: folder });
  expect(stdout).toMatch(/1 passed/);
});

test('the set-up for Playwright', async () => {
  const port = await freePort();
  await writeBlock('playwright.config.ts', port);
  await writeBlock('mock.spec.ts', port);
  const { stdout } = await run('npx', ['--no', '--', 'playwright', 'test', 'mock.spec.ts'], { cwd: folder });
  expect(stdout).toMatch(/1 passed/);
});
