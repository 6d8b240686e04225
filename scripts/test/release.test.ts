import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { releasable } from '../src/release/pack-all.ts';
import { workspaceFolders } from '../src/workspace.ts';
import { newFolder } from './new-folder.ts';

test('nothing private is published, and nothing without a version', async () => {
  const root = await newFolder();
  const packages = {
    client: { version: '0.2.0' },
    demo: { version: '0.2.0', private: true },
    react: { version: '0.0.0' },
  };
  for (const [name, manifest] of Object.entries(packages)) {
    const file = new URL(`packages/${name}/package.json`, root);
    await mkdir(new URL('.', file), { recursive: true });
    await writeFile(file, JSON.stringify({ name: `@acme/${name}`, ...manifest }));
  }
  const found = await releasable(fileURLToPath(root));
  expect(found.map(({ name }) => name)).toEqual(['@acme/client']);
});

test('every package has one scope', async () => {
  const files = (await workspaceFolders()).map((folder) => readFile(new URL('package.json', folder), 'utf8'));
  const scopes = (await Promise.all(files)).map((text) => JSON.parse(text).name.split('/')[0]);
  expect(new Set(scopes).size).toBe(1);
});
