import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/start-server.ts'],
  platform: 'node',
  fixedExtension: false,
  target: 'node20.19',
  dts: false,
  sourcemap: true,
});
