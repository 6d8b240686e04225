import { fileURLToPath } from 'node:url';
import Chamelaion from '@chamelaion/client';
import { createProxyHandler } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';
import { type Plugin, preview } from 'vite';
import { serveFiles } from './serve-files.ts';

/** Which API the page reaches, by whose key. */
export interface StudioOptions {
  apiKey: string;
  /** Of the API; undefined for the real one. */
  baseURL?: string | undefined;
  /** Whether jobs cost anything: the page says so. */
  spendsCredits: boolean;
  /** Where the page is; the next free port, if it is taken. */
  port: number;
}

/** A page that is served, until it is closed. */
export interface Studio {
  /** Where to open it. */
  readonly url: string;
  close(): Promise<void>;
}

const page = fileURLToPath(new URL('page', import.meta.url));
const basePath = '/api/chamelaion';

/** Serves the built page on this machine alone, with a proxy below it that adds the key. */
export async function startStudio({ apiKey, baseURL, spendsCredits, port }: StudioOptions): Promise<Studio> {
  // The person who opens the page has started it.
  const proxy = createProxyHandler({
    apiKey,
    baseURL,
    basePath,
    authorize: () => ({ owner: 'everyone' }),
    // Nobody but that person uploads: the API says what is too large.
    maxUploadBytes: Number.MAX_SAFE_INTEGER,
  });
  const behindThePage: Plugin = {
    name: 'studio',
    configurePreviewServer({ middlewares }) {
      middlewares.use(basePath, toNodeListener(proxy));
      middlewares.use('/files', serveFiles(new Chamelaion({ apiKey, baseURL })));
      middlewares.use('/studio.json', (_, response) => {
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ spendsCredits }));
      });
    },
  };
  const server = await preview({
    root: page,
    preview: {
      host: '127.0.0.1',
      port,
      cors: false,
      // In a frame of another page, a click could be lured onto a button that spends credits.
      headers: { 'content-security-policy': "frame-ancestors 'none'" },
    },
    plugins: [behindThePage],
    logLevel: 'warn',
  });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}
