/** Where the page seems to be. */
export const page = 'https://app.test';
/** Two inputs that the API takes. */
export const inputs = [
  { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
  { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
];

/** A request as a page of `user` sends it. */
export function ask(path: string, init: RequestInit = {}, user = 'ann'): Request {
  const headers = new Headers(init.headers);
  if (!headers.has('x-user')) headers.set('x-user', user);
  return new Request(`${page}/api/chamelaion${path}`, { ...init, headers });
}

/** A submission of URLs. */
export function post(body: unknown, headers: Record<string, string> = {}, user = 'ann'): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } };
  return ask('/v1/lipsync/generate', init, user);
}

const uploads = '/v1/lipsync/generate-with-media';

/** A submission of files. */
export function postForm(form: FormData, user = 'ann'): Request {
  return ask(uploads, { method: 'POST', body: form }, user);
}

/** A form as it is on the wire, in these chunks. */
export function postRaw(chunks: readonly (string | Uint8Array)[], boundary = 'b'): Request {
  const waiting = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk));
  return postStream(ReadableStream.from(waiting), { 'content-type': `multipart/form-data; boundary=${boundary}` });
}

const form = { 'content-type': 'multipart/form-data; boundary=b' };

/** A submission whose body comes bit by bit: a form, unless the headers say that it is JSON. */
export function postStream(body: ReadableStream<Uint8Array>, headers: Record<string, string> = form, user = 'ann') {
  const path = headers['content-type'] === 'application/json' ? '/v1/lipsync/generate' : uploads;
  return ask(path, { method: 'POST', body, duplex: 'half', headers } as RequestInit, user);
}

export function mediaForm(fields: Record<string, string | File> = {}): FormData {
  const form = new FormData();
  form.set('video', new File(['a video'], 'video.mp4', { type: 'video/mp4' }));
  form.set('audio', new File(['a sound'], 'audio.wav', { type: 'audio/wav' }));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** A job that is submitted in both ways. */
export const submissions: [string, (reference_id?: string) => Request][] = [
  ['URLs', (reference_id) => post({ inputs, reference_id })],
  ['files', (reference_id) => postForm(mediaForm(reference_id === undefined ? {} : { reference_id }))],
];
