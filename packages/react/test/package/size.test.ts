import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const peers = ['react', '@tanstack/react-query', '@chamelaion/client'];
const resolveDir = fileURLToPath(new URL('.', import.meta.url));

async function bundleBytes(modules: string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: modules.map((name, at) => `export * as m${at} from '${name}';`).join(''), resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  return brotliCompressSync(outputFiles[0]?.contents ?? '').length;
}

// Moves by 0.1 kB with the names in the client: it is the difference of two compressed pages.
test('a page that has the peers loads 2.9 kB more at most', async () => {
  const more = (await bundleBytes([...peers, '@chamelaion/react'])) - (await bundleBytes(peers));
  process.stdout.write(`min + brotli: ${more} bytes more in a page\n`);
  expect(more).toBeGreaterThan(1_000);
  expect(more).toBeLessThanOrEqual(2_900);
});
