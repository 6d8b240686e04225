import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const folder = new URL('../examples/', import.meta.url);

test('the files of the README are those that are tested', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```ts title="([\w.-]+)"\n([\s\S]*?)```/g)].map(([, name, text]) => [name, text]);
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')]),
  );
  expect(blocks.sort()).toEqual(files.sort());
});
