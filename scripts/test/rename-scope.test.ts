import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readScope, renameScope } from '../src/rename-scope.ts';
import { projectRoot, workspaceFolders } from '../src/workspace.ts';

test('every package has the scope of the client', async () => {
  const scope = await readScope(projectRoot);
  for (const folder of await workspaceFolders()) {
    const { name } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'));
    expect(name.split('/')[0]).toBe(scope);
  }
});

test('a rename reaches every tracked text file, and only those', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scope-'));
  const root = pathToFileURL(`${folder}/`);
  try {
    await mkdir(join(folder, 'packages/client'), { recursive: true });
    await writeFile(join(folder, 'packages/client/package.json'), '{ "name": "@old/client" }');
    await writeFile(join(folder, 'README.md'), 'npm install @old/client; write to me@old.example');
    await writeFile(join(folder, 'untracked.txt'), '@old/client');
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['add', 'packages', 'README.md'], { cwd: folder });

    await expect(renameScope(root, 'acme')).rejects.toThrow('no npm scope');
    expect(await renameScope(root, '@acme')).toEqual(['README.md', 'packages/client/package.json']);
    expect(await readScope(root)).toBe('@acme');
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('npm install @acme/client; write to me@old.example');
    expect(await readFile(join(folder, 'untracked.txt'), 'utf8')).toBe('@old/client');
  } finally {
    await rm(folder, { recursive: true });
  }
});
