/** A client to measure: its file in `peers/clients/`, its name for readers, its package. */
export interface Client {
  readonly file: string;
  readonly label: string;
  readonly package?: string;
}

/** Ours first, raw `fetch`, which the others are compared with, second. */
export const clients: readonly Client[] = [
  { file: 'chamelaion', label: '@chamelaion/client', package: '@chamelaion/client' },
  { file: 'raw-fetch', label: 'raw fetch' },
  { file: 'openapi-fetch', label: 'openapi-fetch', package: 'openapi-fetch' },
  { file: 'ky', label: 'ky', package: 'ky' },
  { file: 'axios', label: 'axios', package: 'axios' },
  { file: 'openai', label: 'openai', package: 'openai' },
  { file: 'replicate', label: 'replicate', package: 'replicate' },
  { file: 'fal', label: '@fal-ai/client', package: '@fal-ai/client' },
  { file: 'sync', label: '@sync.so/sdk', package: '@sync.so/sdk' },
];
