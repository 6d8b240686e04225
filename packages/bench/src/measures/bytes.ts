import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import type { Bar } from '../bar-chart.ts';
import { clients } from '../clients.ts';
import { peersFolder } from '../peer-programs.ts';
import type { Section } from '../section.ts';

/** A program for a browser. */
interface Page {
  readonly label: string;
  readonly contents: string;
  /** The folder of its packages. @default the peers */
  readonly folder?: string;
  readonly external?: string[];
  readonly plugins?: Plugin[];
}

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

const submission = (file: string) =>
  `import { create } from './clients/${file}.ts';\nexport const submit = create('https://api.test');`;
const peers = clients.flatMap(({ file, label }): Page[] => {
  const page = { label, contents: submission(file) };
  return file === 'openai' ? [page, { ...page, label: 'openai, its core alone', plugins: [coreAlone] }] : [page];
});

// The studio has the hooks, and what a page has beside them.
const folder = fileURLToPath(new URL('../../../demo/', import.meta.url));
const ours: readonly Page[] = [
  {
    label: '@chamelaion/client, both kinds of job',
    contents: `${submission('chamelaion')}
import Chamelaion from '@chamelaion/client';
export const translate = (body) => new Chamelaion({ baseURL: '/api' }).videoTranslate.generate(body);`,
  },
  {
    label: '@chamelaion/client/fetch',
    contents: `import { createFetchClient } from '@chamelaion/client/fetch';
const api = createFetchClient({ baseURL: '/api' });
export const submit = (inputs) => api.POST('/v1/lipsync/generate', { body: { inputs } });`,
  },
  {
    label: '@chamelaion/react in a page, with the client',
    contents: `import Chamelaion from '@chamelaion/client';
export { ChamelaionProvider, useLipsyncJob } from '@chamelaion/react';
export const client = new Chamelaion({ baseURL: '/api' });`,
    folder,
    external: ['react', 'react-dom', '@tanstack/react-query'],
  },
  {
    label: 'TanStack Query, which such a page needs',
    contents: `export { QueryClient, QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query';`,
    folder,
    external: ['react'],
  },
  {
    label: 'React and its DOM, which such a page has',
    contents: `export { createElement } from 'react';\nexport { createRoot } from 'react-dom/client';`,
    folder,
  },
];

/** The bytes of a program, made for a browser. */
async function bundle({ label, contents, folder = peersFolder, external = [], plugins = [] }: Page) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    external,
    write: false,
    logLevel: 'error',
    plugins: [...plugins, withoutNode],
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { label, min: code.length, gzip: gzipSync(code).length, brotli: brotliCompressSync(code).length };
}

/** The bytes of each client in a browser, and of what else of ours a page may take. */
export async function measureBytes(): Promise<{ section: Section; bars: Bar[] }> {
  const sizes = await Promise.all(peers.map(bundle));
  const all = sizes.toSpliced(1, 0, ...(await Promise.all(ours.map(bundle))));
  const show = (bytes: number) => bytes.toLocaleString('en');
  return {
    section: {
      title: 'Bytes in a browser',
      text: `A program that submits one lip-sync job, bundled by esbuild for browsers; rows that say more do more. Ours is larger than
what only sends requests: it checks input before it is sent, submits once, can send uploads again, and its errors say what to do
next. One client holds both kinds of job. The thin layer, \`/fetch\`, leaves most of this out. \`openai\` stands for the clients that Stainless generates, with the
resources of its API and without.`,
      header: ['', 'minified', 'and gzip', 'and brotli'],
      rows: all.map(({ label, min, gzip, brotli }) => [label, show(min), show(gzip), show(brotli)]),
    },
    bars: sizes.map(({ label, brotli }) => {
      return { label, values: [brotli], text: `${(brotli / 1_000).toFixed(1)} kB` };
    }),
  };
}
