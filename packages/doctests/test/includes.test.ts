import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { markdownFiles, root } from '../src/workspace.ts';

test('every section that a page includes is there', async () => {
  let found = 0;
  for (const file of await markdownFiles()) {
    const page = await readFile(join(root, file), 'utf8');
    for (const [include, path = '', region = ''] of page.matchAll(/<!--@include: ([^#\s]+)(?:#(\S+))?-->/g)) {
      // VitePress would show the comment, or the whole file, and say nothing.
      const text = await readFile(join(root, dirname(file), path), 'utf8');
      expect(text, `${file}: ${include}`).toContain(`<!-- #region ${region} -->`);
      expect(text, `${file}: ${include}`).toContain(`<!-- #endregion ${region} -->`);
      found++;
    }
  }
  expect(found).toBeGreaterThan(10);
});
