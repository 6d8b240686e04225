import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const peers = ['react', '@tanstack/react-query', '@chamelaion/client'];
const resolveDir = fileURLToPath(new URL('.', import.meta.url));

async function bundleBytes(modules: string[], external: string[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: modules.map((name, at) => `export * as m${at} from '${name}';`).join(''), resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    external,
    write: false,
  });
  return brotliCompressSync(outputFiles[0]?.contents ?? '').length;
}

test('a page that has the peers loads 2.5 kB more at most', async () => {
  const more = (await bundleBytes([...peers, '@chamelaion/react'])) - (await bundleBytes(peers));
  const alone = await bundleBytes(['@chamelaion/react'], peers);
  process.stdout.write(`min + brotli: ${more} bytes more in a page, ${alone} as a separate file\n`);
  expect(more).toBeGreaterThan(1_000);
  expect(more).toBeLessThanOrEqual(2_500);
});
