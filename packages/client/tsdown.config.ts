import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    require: 'src/require.ts',
    fetch: 'src/fetch/index.ts',
    node: 'src/node/index.ts',
    browser: 'src/browser/index.ts',
  },
  platform: 'neutral',
  deps: { neverBundle: [/^node:/] },
  target: 'es2022',
  dts: { oxc: true },
  sourcemap: true,
});
