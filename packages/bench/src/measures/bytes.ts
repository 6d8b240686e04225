import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import type { Bar } from '../bar-chart.ts';
import { clients } from '../clients.ts';
import { peersFolder } from '../peer-programs.ts';
import type { Section } from '../section.ts';

/** What is left of openai without the resources of its API: the part that every client of its make has. */
const coreAlone: Plugin = {
  name: 'core-alone',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/resources\// }, ({ path }) => ({ path, namespace: 'nothing' }));
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/** What the files of the clients upload with on Node. */
const withoutNode: Plugin = {
  name: 'without-node',
  setup({ onResolve }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
  },
};

/** The bytes of a program that submits a job, made for a browser. */
async function bundle(file: string, plugins: Plugin[] = []): Promise<{ min: number; gzip: number; brotli: number }> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { create } from './clients/${file}.ts';\nexport const submit = create('https://api.test');`,
      resolveDir: peersFolder,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'error',
    plugins: [...plugins, withoutNode],
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { min: code.length, gzip: gzipSync(code).length, brotli: brotliCompressSync(code).length };
}

/** The bytes of each client in a browser. */
export async function measureBytes(): Promise<{ section: Section; bars: Bar[] }> {
  const subjects = [...clients.map(({ file, label }) => ({ file, label, plugins: [] as Plugin[] }))];
  const openai = subjects.findIndex(({ file }) => file === 'openai');
  subjects.splice(openai + 1, 0, { file: 'openai', label: 'openai, its core alone', plugins: [coreAlone] });
  const sizes = await Promise.all(
    subjects.map(async ({ file, label, plugins }) => ({ label, ...(await bundle(file, plugins)) })),
  );
  const show = (bytes: number) => bytes.toLocaleString('en');
  return {
    section: {
      title: 'Bytes in a browser',
      text: `A program that submits one job, bundled by esbuild for browsers. Ours is larger than the 6.0 kB that we aimed
at, and than what only sends requests: openapi-fetch, submitting once, checking input before it is sent, uploads that can
be sent again, and errors that say what to do next, in this order, are most of it. \`openai\` stands for the clients that
Stainless generates, with the resources of its API and without.`,
      header: ['', 'minified', 'and gzip', 'and brotli'],
      rows: sizes.map(({ label, min, gzip, brotli }) => [label, show(min), show(gzip), show(brotli)]),
    },
    bars: sizes.map(({ label, brotli }) => ({
      label,
      values: [brotli],
      text: `${(brotli / 1_000).toFixed(1)} kB`,
    })),
  };
}
