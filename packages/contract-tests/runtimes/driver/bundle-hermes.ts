import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url)).replace(/\/$/, '');

/** Bundles as React Native does, by Metro with React Native's preset. */
export async function bundleHermes(): Promise<void> {
  // Not by name: types are checked without this folder's own install.
  const load = async (name: string) => (await import(name)).default;
  const [metro, { loadConfig }] = await Promise.all([load('metro'), load('metro-config')]);
  const config = await loadConfig(
    { cwd: at('') },
    {
      projectRoot: at(''),
      watchFolders: [at('../../client'), at('../node_modules'), at('../../../node_modules/.pnpm')],
      resolver: {
        nodeModulesPaths: [at('node_modules'), at('../node_modules')],
        unstable_conditionNames: ['react-native', 'import'],
      },
      transformer: { babelTransformerPath: at('driver/babel-transformer.cjs') },
      serializer: { getPolyfills: () => [] },
      reporter: { update() {} },
      cacheStores: [],
    },
  );
  const out = at('dist/hermes.js');
  await metro.runBuild(config, { entry: 'entries/hermes.ts', out, platform: 'android', dev: false, minify: false });
}
