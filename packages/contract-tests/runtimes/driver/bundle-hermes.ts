import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url)).replace(/\/$/, '');

interface Context {
  readonly originModulePath: string;
  resolveRequest(context: Context, name: string, platform: string): unknown;
}

/** Bundles as React Native does, by Metro with React Native's preset. */
export async function bundleHermes(): Promise<void> {
  // Not by name: types are checked without this folder's own install.
  const load = async (name: string) => (await import(name)).default;
  const [metro, { loadConfig }] = await Promise.all([load('metro'), load('metro-config')]);
  const config = await loadConfig(
    { cwd: at('') },
    {
      projectRoot: at(''),
      watchFolders: [at('../../client'), at('../../react'), at('../node_modules'), at('../../../node_modules/.pnpm')],
      resolver: {
        nodeModulesPaths: [at('node_modules'), at('../node_modules')],
        unstable_conditionNames: ['react-native'],
        // One React for all, and the queries that the hooks use.
        resolveRequest: (context: Context, name: string, platform: string) =>
          context.resolveRequest(
            /^(react|@tanstack\/react-query)(\/|$)/.test(name)
              ? { ...context, originModulePath: at('../../react/dist/index.js') }
              : context,
            name,
            platform,
          ),
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
