import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  platform: 'node',
  fixedExtension: false,
  target: 'node20.19',
  dts: { oxc: true },
  sourcemap: true,
});
