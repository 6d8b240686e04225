import { onTestFinished } from 'vitest';
import { type MockServer, type MockServerOptions, startMockServer } from '../src/index.ts';

export const video = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' };
/** A video that no job can fetch. */
export const unreachable = { type: 'video', url: 'https://cdn.example.com/not-accessible.mp4' };
export const audio = { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' };

/** A mock on a manual clock, closed when the test ends. */
export async function startMock(options: MockServerOptions = {}): Promise<MockServer> {
  const mock = await startMockServer({ clock: 'manual', ...options });
  onTestFinished(() => mock.close());
  return mock;
}

export interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
}

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> | undefined };

/** Sends a request with a token, unless `init` says otherwise, and reads the JSON answer. */
export async function call(mock: MockServer, path: string, init: Init = {}): Promise<Reply> {
  const headers = { authorization: 'Bearer any', ...init.headers };
  const response = await fetch(`${mock.url}${path}`, { ...init, headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Posts JSON, or a text as it is. */
function post(mock: MockServer, path: string, body: unknown, headers: Record<string, string>): Promise<Reply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return call(mock, path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text });
}

export function generate(mock: MockServer, body: unknown = { inputs: [video, audio] }, headers = {}): Promise<Reply> {
  return post(mock, '/v1/lipsync/generate', body, headers);
}

export function upload(mock: MockServer, form: FormData = mediaForm(), headers = {}): Promise<Reply> {
  return call(mock, '/v1/lipsync/generate-with-media', { method: 'POST', body: form, headers });
}

export function mediaForm(fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set('video', new Blob(['a video'], { type: 'video/mp4' }), 'video.mp4');
  form.set('audio', new Blob(['a sound'], { type: 'audio/wav' }), 'audio.wav');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** Makes a job and gives its id. */
export async function makeJob(mock: MockServer, reference_id?: string, inputs = [video, audio]): Promise<string> {
  return idOf(await generate(mock, { inputs, reference_id }));
}

/** The id of a job that was made. */
export function idOf({ body }: Reply): string {
  return (body as { request_id: string }).request_id;
}

/** How many jobs of a kind are listed. */
export async function jobCount(mock: MockServer, kind: 'lipsync' | 'video-translate' = 'lipsync'): Promise<number> {
  const { body } = await call(mock, `/v1/${kind}/requests`);
  return (body as { pagination: { total: number } }).pagination.total;
}

export async function retrieve(mock: MockServer, id: string): Promise<Record<string, string>> {
  const { body } = await call(mock, `/v1/lipsync/requests/${encodeURIComponent(id)}`);
  return body as Record<string, string>;
}

export const translation = { inputs: [video], target_languages: ['de', 'fr'] };

export function translate(mock: MockServer, body: unknown = translation, headers = {}): Promise<Reply> {
  return post(mock, '/v1/video-translate/generate', body, headers);
}

/** Uploads a video to be translated, beside other parts. */
export function translateUpload(
  mock: MockServer,
  parts: Record<string, string | Blob> = { target_languages: '["de","fr"]' },
  headers = {},
): Promise<Reply> {
  const form = new FormData();
  form.set('video', new Blob(['a video'], { type: 'video/mp4' }), 'video.mp4');
  for (const [name, value] of Object.entries(parts)) form.set(name, value);
  return call(mock, '/v1/video-translate/generate-with-media', { method: 'POST', body: form, headers });
}

/** Starts a translation and gives its id. */
export async function makeTranslation(mock: MockServer, fields: object = {}): Promise<string> {
  return idOf(await translate(mock, { ...translation, ...fields }));
}

export interface Translation {
  readonly status: string;
  readonly outputs?: Record<string, Record<'video' | 'audio' | 'srt', string>>;
  readonly [field: string]: unknown;
}

export async function retrieveTranslation(mock: MockServer, id: string): Promise<Translation> {
  const { body } = await call(mock, `/v1/video-translate/requests/${encodeURIComponent(id)}`);
  return body as Translation;
}
