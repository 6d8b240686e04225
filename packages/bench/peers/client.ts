import { openAsBlob } from 'node:fs';

/** Submits a job for a clip by one POST; gives what the client says is its id. */
export type Submit = (clip: string) => Promise<unknown>;

/** Creates a client with its default settings, whose requests go to `baseURL`. */
export type Create = (baseURL: string) => Submit;

/** Creates a client, and looks a job up by one GET. */
export type Read = (baseURL: string) => (id: string) => Promise<unknown>;

/** Creates a client, and uploads a file from disk as the client's documentation has it. */
export type Upload = (baseURL: string) => (path: string) => Promise<unknown>;

/** Submits a job over this `fetch`, and waits until the job is done. */
export type Wait = (fetch: typeof globalThis.fetch) => Promise<unknown>;

/** What a file in `clients/` exports: everything that is measured of a client. */
export interface Client {
  readonly create: Create;
  /** Absent if the client does not use `fetch`. */
  readonly read?: Read;
  readonly upload: Upload;
  /** Absent if the client cannot wait; `words` are its statuses of a job that runs, and of one that is done. */
  readonly wait?: Wait;
  readonly words?: readonly [pending: string, done: string];
}

/** What a job is made from. */
export const inputs = (url: string): [{ type: 'video'; url: string }, { type: 'audio'; url: string }] => [
  { type: 'video', url },
  { type: 'audio', url: 'https://cdn.example.com/voice.wav' },
];

/** A form with a file from disk. */
export async function formOf(path: string): Promise<FormData> {
  const data = new FormData();
  data.append('video', await openAsBlob(path), 'clip.mp4');
  data.append('audio', new Blob(['RIFF']), 'voice.wav');
  return data;
}
