import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const folder = new URL('../examples/', import.meta.url);

test('the files of the guide are those of the examples', async () => {
  const guide = await readFile(new URL('../../../docs/guides/catalogues.md', import.meta.url), 'utf8');
  const blocks = [...guide.matchAll(/```\w+ title="([\w.-]+)"\n([\s\S]*?)```/g)].map(([, name, text]) => [name, text]);
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')]),
  );
  expect(blocks.sort()).toEqual(files.sort());
});
