import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
  expect(named.length).toBeGreaterThan(50);
  const known = ['pnpm-workspace.yaml', 'vitest.base.ts', 'site/.vitepress/config.ts'];
  const missing = named.filter(
    ({ code }) => !known.includes(code) && !files.some((path) => `/${path}`.endsWith(`/${code}`)),
  );
  expect(missing).toEqual([]);
});

test('each path of "Where a change goes" is there', () => {
  const [, table = ''] = readFileSync(`${root}ARCHITECTURE.md`, 'utf8').split('\n## Where a change goes\n');
  const rows = (table.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| [^-]/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows.slice(1)) {
    const paths = [...row.matchAll(/`([\w.-]+(?:\/[\w.-]+)*)`/g)].map(([, path]) => path ?? '');
    expect(paths.length + (row.includes('](CONTRIBUTING.md#') ? 1 : 0), row).toBeGreaterThan(0);
    expect(
      paths.filter((path) => !existsSync(root + path)),
      row,
    ).toEqual([]);
  }
});

test('ARCHITECTURE.md fits two screens', () => {
  const text = readFileSync(`${root}ARCHITECTURE.md`, 'utf8');
  expect(text.split(/\s+/).length).toBeLessThan(1_050);
  expect(text.split('\n').length).toBeLessThan(105);
});
