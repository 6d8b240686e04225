import Chamelaion from '@chamelaion/client';
import { createUploadFetch } from '@chamelaion/client/browser';
import { runCases } from './run-cases.ts';

// In Chromium, as a page and as its worker.
await runCases('document' in globalThis ? 'page' : 'web worker', new URL(import.meta.url).origin, {
  Chamelaion,
  createUploadFetch,
});
