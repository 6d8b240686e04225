import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inlineCode } from '../src/code-blocks.ts';
import { root } from '../src/workspace.ts';

const skipped = /^(node_modules|dist|reports|\..*)$/;

/** Every file of the project, below a folder of it. */
function filesBelow(folder: string): string[] {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.test(entry.name) ? [] : filesBelow(path);
    return path;
  });
}

test('the files that ARCHITECTURE and CONTRIBUTING name are there', async () => {
  const files = ['packages', 'scripts', 'spec', 'docs'].flatMap(filesBelow);
  const named = (await inlineCode()).filter(
    ({ file, code }) => /^(ARCHITECTURE|CONTRIBUTING)\.md$/.test(file) && /^[\w/.-]+\.(tsx?|yaml)$/.test(code),
  );
  expect(named.length).toBeGreaterThan(60);
  const known = ['pnpm-workspace.yaml', 'vitest.base.ts', 'site/.vitepress/config.ts'];
  const missing = named.filter(
    ({ code }) => !known.includes(code) && !files.some((path) => `/${path}`.endsWith(`/${code}`)),
  );
  expect(missing).toEqual([]);
});
