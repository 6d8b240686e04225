import { expect, test } from 'vitest';
import { markdownBlocks } from '../src/code-blocks.ts';

test('every block says its language, and JSON is JSON', async () => {
  for (const { file, line, language, code } of await markdownBlocks()) {
    const where = `${file}:${line}`;
    // Without one: what a program prints.
    expect(['', 'diff', 'json', 'python', 'sh', 'ts', 'tsx'], where).toContain(language);
    if (language === 'json') expect(() => JSON.parse(code), where).not.toThrow();
  }
});
