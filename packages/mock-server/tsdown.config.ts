import { defineConfig } from 'tsdown';

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/cli.ts'],
    platform: 'node',
    fixedExtension: false,
    target: 'node20.19',
    dts: { oxc: true },
    sourcemap: true,
  },
  {
    entry: ['src/page/view/page.ts'],
    platform: 'browser',
    target: 'es2023',
    dts: false,
    minify: true,
    clean: false,
  },
]);
