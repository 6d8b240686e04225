import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { fewLanguages } from './few-languages.ts';
import { includeSections } from './sections.ts';

const docs = new URL('../../docs/', import.meta.url);

/** What `typedoc` has written beside its pages. */
const reference = JSON.parse(readFileSync(new URL('api/typedoc-sidebar.json', docs), 'utf8')).map(
  // Without the scope, which all share, they fit.
  (entry: { text: string }) => ({ ...entry, text: entry.text.replace(/^@[^/]+\//, '') }),
);

/** Scripts measure and write these; a checkout may be without one of them. */
const measured = [
  { text: 'Runtimes', link: '/runtimes' },
  { text: 'Benchmarks', link: '/benchmarks' },
  { text: 'Benchmarks of the batch', link: '/benchmarks-batch' },
  { text: 'A catalogue, simulated', link: '/benchmarks-simulated' },
  { text: 'Contract coverage', link: '/contract-coverage' },
].filter(({ link }) => existsSync(new URL(`.${link}.md`, docs)));

export default defineConfig({
  title: 'Chamelaion for TypeScript',
  description:
    'A typed client, React hooks, a proxy, batches, a command line, an MCP server and a mock for the Chamelaion API',
  lang: 'en',
  srcDir: '../docs',
  cleanUrls: true,
  // Anchors as GitHub makes them: a link leads to the same place in both.
  markdown: { anchor: { slugify: slug }, config: includeSections },
  vite: {
    plugins: [fewLanguages],
    // The pages stand outside this folder, where Vue is not found.
    resolve: { alias: { vue: fileURLToPath(new URL('../node_modules/vue', import.meta.url)) } },
    // The renderer of the HTTP API is as large as it is, and loads on its own page only.
    build: { chunkSizeWarningLimit: 4_000 },
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          searchOptions: {
            // The reference and what scripts write hold each word many times; the guides say what it means.
            boostDocument: (id: string) => (/^\/(start|guides)\//.test(id) ? 1 : 0.3),
          },
        },
      },
    },
    outline: [2, 3],
    nav: [
      { text: 'Guides', link: '/start/server', activeMatch: '^/(start|guides)/' },
      { text: 'API reference', link: '/api/', activeMatch: '^/api/' },
      { text: 'HTTP API', link: '/http-api' },
    ],
    sidebar: {
      '/api/': reference,
      '/': [
        {
          text: 'Quick start',
          items: [
            { text: 'On a server', link: '/start/server' },
            { text: 'In a React page', link: '/start/react' },
            { text: 'In a native app', link: '/guides/react-native' },
            { text: 'In a terminal', link: '/guides/terminal' },
            { text: 'From an agent', link: '/guides/agents' },
            { text: 'A catalogue', link: '/guides/catalogues' },
            { text: 'Without a key', link: '/start/mock' },
          ],
        },
        {
          text: 'Guides',
          items: [
            { text: 'Translating a video', link: '/guides/translating' },
            { text: 'Retries and paying once', link: '/guides/paying-once' },
            { text: 'Waiting', link: '/guides/waiting' },
            { text: 'Uploads and downloads', link: '/guides/files' },
            { text: 'Errors', link: '/guides/errors' },
            { text: 'React hooks', link: '/guides/hooks' },
            { text: 'A proxy that keeps the key', link: '/guides/proxy' },
            { text: 'Webhooks', link: '/guides/webhooks' },
            { text: 'Authentication and environments', link: '/guides/authentication' },
            { text: 'Corporate networks', link: '/guides/networks' },
            { text: 'Logs, metrics and traces', link: '/guides/observing' },
            { text: 'Testing with the mock', link: '/guides/testing' },
            { text: "Coming from the vendor's packages", link: '/guides/migrating' },
            { text: 'Adding an operation', link: '/guides/adding-an-operation' },
          ],
        },
        {
          text: 'Reference',
          items: [
            { text: 'API reference', link: '/api/' },
            { text: 'HTTP API', link: '/http-api' },
            { text: 'Commands', link: '/cli' },
            ...measured,
          ],
        },
      ],
    },
  },
});
