import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { releasable } from '../src/release/pack-all.ts';
import { workspaceFolders } from '../src/workspace.ts';

test('nothing private is published, and nothing without a version', async () => {
  const root = await mkdtemp(join(tmpdir(), 'release-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const packages = {
    client: { version: '0.2.0' },
    demo: { version: '0.2.0', private: true },
    react: { version: '0.0.0' },
  };
  for (const [name, manifest] of Object.entries(packages)) {
    await mkdir(join(root, 'packages', name), { recursive: true });
    const text = JSON.stringify({ name: `@acme/${name}`, ...manifest });
    await writeFile(join(root, 'packages', name, 'package.json'), text);
  }
  expect((await releasable(root)).map(({ name }) => name)).toEqual(['@acme/client']);
});

test('every package has one scope', async () => {
  const scopes = new Set<string>();
  for (const folder of await workspaceFolders()) {
    const { name } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'));
    scopes.add(name.split('/')[0]);
  }
  expect(scopes.size).toBe(1);
});
