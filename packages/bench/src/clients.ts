/** A client to measure: its file in `peers/clients/`, and its name for readers, which is its package's. */
export interface Client {
  readonly file: string;
  readonly label: string;
}

/** Ours first, raw `fetch`, which the others are compared with, second. */
export const clients: readonly Client[] = [
  { file: 'chamelaion', label: '@chamelaion/client' },
  { file: 'raw-fetch', label: 'raw fetch' },
  { file: 'openapi-fetch', label: 'openapi-fetch' },
  { file: 'ky', label: 'ky' },
  { file: 'axios', label: 'axios' },
  { file: 'openai', label: 'openai' },
  { file: 'replicate', label: 'replicate' },
  { file: 'fal', label: '@fal-ai/client' },
  { file: 'sync', label: '@sync.so/sdk' },
];
