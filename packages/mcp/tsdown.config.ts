import { defineConfig } from 'tsdown';

export default defineConfig({
  // The second is what the first calls, so that tests run it without a process.
  entry: ['src/cli.ts', 'src/start-server.ts'],
  platform: 'node',
  fixedExtension: false,
  target: 'node20.19',
  dts: false,
  sourcemap: true,
});
