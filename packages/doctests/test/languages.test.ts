import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { markdownBlocks } from '../src/code-blocks.ts';

test('every block says its language, JSON is JSON, and YAML is YAML', async () => {
  for (const { file, line, language, code } of await markdownBlocks()) {
    const where = `${file}:${line}`;
    // Without one: what a program prints.
    expect(['', 'csv', 'diff', 'json', 'python', 'sh', 'ts', 'tsx', 'yaml'], where).toContain(language);
    if (language === 'yaml') expect(() => parse(code), where).not.toThrow();
    if (language === 'json') expect(() => JSON.parse(code), where).not.toThrow();
  }
});
