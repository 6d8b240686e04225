import { defineConfig } from 'vite';

export default defineConfig({
  // What the process knows stays out of the page.
  envDir: false,
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // 'use client' means nothing if nothing is rendered on a server.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  logLevel: 'warn',
});
