import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/main.ts'],
  platform: 'node',
  fixedExtension: false,
  target: 'node20.19',
  dts: false,
  // Of what is bundled the sources are not in the package; errors are told in words, without a stack.
  sourcemap: false,
  // A cold start reads few files in place of many.
  deps: { alwaysBundle: ['commander'] },
});
