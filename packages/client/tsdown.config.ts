import { readFile, writeFile } from 'node:fs/promises';
import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', node: 'src/node/index.ts', browser: 'src/browser/index.ts' },
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  target: 'es2022',
  dts: { oxc: true, resolve: [/^@chamelaion\/spec/] },
  sourcemap: true,
  hooks: {
    // TypeScript before 5.6 cannot read an export whose name is a string.
    async 'build:done'() {
      const types = await readFile('dist/index.d.ts', 'utf8');
      await writeFile('dist/index.ts5.5.d.ts', types.replace(/Chamelaion as "module\.exports", /, ''));
    },
  },
});
