// @vitest-environment happy-dom
import { once } from 'node:events';
import type { IncomingMessage, RequestListener } from 'node:http';
import Chamelaion, {
  APIConnectionError,
  APIUserAbortError,
  BadRequestError,
  ChamelaionError,
} from '@chamelaion/client';
import { createUploadFetch } from '@chamelaion/client/browser';
import type { BrowserWindow } from 'happy-dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listen } from '../listen.ts';

const page = globalThis as unknown as BrowserWindow & { happyDOM: { setURL(url: string): void } };

// happy-dom prints what fails.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A server that the page came from, and what it was asked. */
async function server(answer: RequestListener) {
  const seen: { request: IncomingMessage; body: string }[] = [];
  const url = await listen(async (request, response) => {
    // An aborted upload ends in the middle.
    const body = Buffer.concat(await request.toArray().catch(() => [])).toString('latin1');
    seen.push({ request, body });
    answer(request, response);
  });
  page.happyDOM.setURL(`${url}/page`);
  return { url, seen };
}

function form(): FormData {
  const body = new FormData();
  body.append('video', new File(['frames'], 'clip.mp4', { type: 'video/mp4' }));
  return body;
}

const onUploadProgress = () => {};
const post = (body: FormData | Blob | string, init: RequestInit = {}): RequestInit => ({
  method: 'POST',
  body,
  ...init,
});

test('a form arrives with its files and headers, and the answer comes back', async () => {
  const { url, seen } = await server((_, response) => {
    response.writeHead(201, { 'content-type': 'application/json', 'x-list': ['a', 'b:c'] }).end('{"ok":"ä"}');
  });
  const fetch = createUploadFetch({ onUploadProgress });
  const response = await fetch(`${url}/upload?a=b#c`, post(form(), { headers: { 'x-own': '1' } }));
  expect(seen[0]?.request).toMatchObject({ method: 'POST', url: '/upload?a=b', headers: { 'x-own': '1' } });
  expect(seen[0]?.request.headers['content-type']).toMatch(/^multipart\/form-data; ?boundary=/);
  expect(seen[0]?.body).toMatch(/filename="clip\.mp4"\r\nContent-Type: video\/mp4\r\n\r\nframes\r\n/);
  expect(response).toMatchObject({ status: 201, ok: true, statusText: 'Created', url: `${url}/upload?a=b` });
  expect(response.headers.get('x-list')).toBe('a, b:c');
  expect(await response.json()).toEqual({ ok: 'ä' });
});

test('a Blob goes the same way, and the path may be relative to the page', async () => {
  const { seen } = await server((_, response) => response.end('done'));
  const fetch = createUploadFetch({ onUploadProgress });
  vi.stubGlobal('fetch', () => expect.unreachable());
  const response = await fetch('/upload', post(new Blob(['bytes'])));
  expect(await response.text()).toBe('done');
  expect(seen[0]?.body).toBe('bytes');
});

test.each([204, 304])('a %s has no body', async (status) => {
  const { url } = await server((_, response) => response.writeHead(status).end());
  const response = await createUploadFetch({ onUploadProgress })(url, post(form()));
  expect(response.status).toBe(status);
  expect(response.body).toBeNull();
});

test('what holds no file goes to the fetch of the moment', async () => {
  const fetch = createUploadFetch({ onUploadProgress });
  const calls: unknown[] = [];
  vi.stubGlobal('XMLHttpRequest', undefined);
  vi.stubGlobal('fetch', async (...call: unknown[]) => {
    calls.push(call);
    return new Response('by fetch');
  });
  const init = post('{}');
  expect(await (await fetch('/json', init)).text()).toBe('by fetch');
  await fetch('/get', { method: 'GET' });
  expect(calls).toEqual([
    ['/json', init],
    ['/get', { method: 'GET' }],
  ]);
});

test('progress tells bytes sent and total', async () => {
  const { url } = await server((_, response) => response.end());
  // happy-dom uploads, but tells nothing of it.
  class TellingXHR extends page.XMLHttpRequest {
    override send(body?: Parameters<InstanceType<typeof page.XMLHttpRequest>['send']>[0]) {
      for (const loaded of [3, 9]) {
        this.upload.dispatchEvent(new page.ProgressEvent('progress', { lengthComputable: true, loaded, total: 9 }));
      }
      super.send(body);
    }
  }
  vi.stubGlobal('XMLHttpRequest', TellingXHR);
  const seen: object[] = [];
  await createUploadFetch({ onUploadProgress: (progress) => seen.push(progress) })(url, post(form()));
  expect(seen).toEqual([
    { sent: 3, total: 9 },
    { sent: 9, total: 9 },
  ]);
});

test.each<['include' | undefined, boolean]>([
  [undefined, false],
  ['include', true],
])('with the credentials %s, cookies go to other hosts: %s', async (credentials, expected) => {
  const { url } = await server((_, response) => response.end());
  const seen: boolean[] = [];
  class SeenXHR extends page.XMLHttpRequest {
    override send(body?: Parameters<InstanceType<typeof page.XMLHttpRequest>['send']>[0]) {
      seen.push(this.withCredentials);
      super.send(body);
    }
  }
  vi.stubGlobal('XMLHttpRequest', SeenXHR);
  await createUploadFetch({ onUploadProgress })(url, post(form(), credentials && { credentials }));
  expect(seen).toEqual([expected]);
});

test('a failed connection is a TypeError, as it is for fetch', async () => {
  const { url } = await server((request) => request.socket.destroy());
  const failure = createUploadFetch({ onUploadProgress })(url, post(form()));
  await expect(failure).rejects.toThrow(TypeError);
});

test('a POST that was redirected is a failure', async () => {
  const { url, seen } = await server((request, response) => {
    if (request.url === '/new') response.end('done');
    else response.writeHead(307, { location: '/new' }).end();
  });
  const failure = createUploadFetch({ onUploadProgress })(`${url}/old?secret`, post(form()));
  await expect(failure).rejects.toThrow(new TypeError('Failed to fetch: the server redirected the POST'));
  expect(seen.map(({ request }) => request.url)).toEqual(['/old?secret', '/new']);
});

test('a signal that is aborted already sends nothing', async () => {
  const { url, seen } = await server((_, response) => response.end());
  const failure = createUploadFetch({ onUploadProgress })(url, post(form(), { signal: AbortSignal.abort('enough') }));
  await expect(failure).rejects.toBe('enough');
  expect(seen).toEqual([]);
});

test('an abort ends the upload at once, on the wire too, and leaves no listener', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
  let closed: Promise<unknown> | undefined;
  const { url } = await server((request) => {
    closed = once(request.socket, 'close');
    controller.abort('enough');
  });
  const failure = createUploadFetch({ onUploadProgress })(url, post(form(), { signal }));
  await expect(failure).rejects.toBe('enough');
  await closed;
  expect(removed.mock.calls).toEqual(added.mock.calls.map(([name, listener]) => [name, listener]));
  expect(added).toHaveBeenCalled();
});

test('an upload that succeeds leaves no listener either', async () => {
  const { signal } = new AbortController();
  const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
  const { url } = await server((_, response) => response.end());
  await createUploadFetch({ onUploadProgress })(url, post(form(), { signal }));
  expect(removed.mock.calls).toEqual(added.mock.calls.map(([name, listener]) => [name, listener]));
  expect(added).toHaveBeenCalled();
});

test('the client takes it, and its errors stay its own', async () => {
  const answers: RequestListener[] = [
    (_, response) => response.end('{"status":"success","request_id":"job-1"}'),
    (_, response) => response.writeHead(400).end('{"error":"video file is required"}'),
    (request) => request.socket.destroy(),
  ];
  const { url, seen } = await server((request, response) => answers[seen.length - 1]?.(request, response));
  const { lipsync } = new Chamelaion({
    baseURL: url,
    fetch: createUploadFetch({ onUploadProgress }),
    submit: 'plain',
  });
  const body = { video: new File(['frames'], 'clip.mp4'), audio: new File(['RIFF'], 'voice.wav') };
  expect(await lipsync.generateWithMedia(body)).toEqual({ status: 'success', request_id: 'job-1' });
  await expect(lipsync.generateWithMedia(body)).rejects.toThrow(BadRequestError);
  await expect(lipsync.generateWithMedia(body)).rejects.toThrow(APIConnectionError);
  const signal = AbortSignal.abort();
  await expect(lipsync.generateWithMedia(body, { signal })).rejects.toThrow(APIUserAbortError);
  expect(seen).toHaveLength(3);
});

test('without a callback it has no use', () => {
  expect(() => createUploadFetch({} as never)).toThrow(ChamelaionError);
});
