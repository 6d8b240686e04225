import { existsSync, readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { inlineCode, root } from '../src/code-blocks.ts';

test('the files that ARCHITECTURE and CONTRIBUTING name are there', async () => {
  const folders = '{packages,scripts,spec,docs,site}/**/*.{ts,tsx,yaml}';
  const ignore = ['**/{node_modules,dist,reports}/**'];
  const files = globSync(['*.{ts,yaml}', folders], { cwd: root, dot: true, ignore });
  const named = (await inlineCode()).filter(
    ({ file, code }) => /^(ARCHITECTURE|CONTRIBUTING)\.md$/.test(file) && /^[\w/.-]+\.(tsx?|yaml)$/.test(code),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ code }) => !files.some((path) => `/${path}`.endsWith(`/${code}`)))).toEqual([]);
});

test('each path of "Where a change goes" is there', () => {
  const [, table = ''] = readFileSync(`${root}ARCHITECTURE.md`, 'utf8').split('\n## Where a change goes\n');
  const rows = (table.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| [^-]/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows.slice(1)) {
    const paths = [...row.matchAll(/`([\w.-]+(?:\/[\w.-]+)*)`/g)].map(([, path]) => path ?? '');
    expect(paths.length + (row.includes('](CONTRIBUTING.md#') ? 1 : 0), row).toBeGreaterThan(0);
    const missing = paths.filter((path) => !existsSync(root + path));
    expect(missing, row).toEqual([]);
  }
});

test('ARCHITECTURE.md fits two screens', () => {
  const text = readFileSync(`${root}ARCHITECTURE.md`, 'utf8');
  expect(text.split(/\s+/).length).toBeLessThan(1_050);
  expect(text.split('\n').length).toBeLessThan(105);
});
