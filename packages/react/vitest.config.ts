import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.base.ts';

const peers = ['react', 'react-dom', '@tanstack/react-query', '@testing-library/react'];
const project = (name: string, root: string) =>
  mergeConfig(base, {
    root: fileURLToPath(new URL(root, import.meta.url)),
    // Taken from the root's node_modules, whichever file imports them.
    resolve: { dedupe: peers },
    test: {
      name,
      env: { PEERS: name },
      exclude: ['**/package/**'],
      dir: fileURLToPath(new URL('test', import.meta.url)),
      // In this order: React looks for the page when it is loaded.
      setupFiles: ['dom.ts', 'setup.ts'].map((file) => fileURLToPath(new URL(`test/${file}`, import.meta.url))),
      sequence: { setupFiles: 'list' },
    },
  });

export default mergeConfig(
  base,
  defineConfig({
    test: {
      projects: [
        project('newest peers', '.'),
        project('oldest peers', 'oldest-peers'),
        mergeConfig(base, { test: { name: 'package', dir: 'test/package' } }),
      ],
    },
  }),
);
