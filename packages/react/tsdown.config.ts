import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts'],
  platform: 'neutral',
  // File by file, so that 'use client' stands over the hooks alone.
  unbundle: true,
  target: 'es2022',
  dts: { oxc: true },
  sourcemap: true,
});
