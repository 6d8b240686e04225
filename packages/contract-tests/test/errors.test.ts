import Chamelaion, { type Fetch } from '@chamelaion/client';
import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checked, documentedErrors } from './oracle.ts';

// Each documented error, for its real cause, through the public client. Where the client's own checks forestall the
// cause, an injected `fetch` alters the request on its way.
let mock: MockServer;
beforeAll(async () => {
  mock = await startMockServer({ clock: 'manual', apiKeys: ['a-good-key'] });
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

type Cause = { apiKey?: string; alter?: (init: RequestInit) => void; list?: object; id?: string };

const headers = (change: (headers: Headers) => void) => (init: RequestInit) => {
  const changed = new Headers(init.headers);
  change(changed);
  init.headers = changed;
};
const authorization = (value: string | null) =>
  headers((all) => {
    all.delete('x-api-key');
    if (value !== null) all.set('authorization', value);
  });
const json = (value: unknown) => (init: RequestInit) => {
  init.body = typeof value === 'string' ? value : JSON.stringify(value);
};
/** Gives a part of the form another name. */
const form = (drop: string) => (init: RequestInit) => {
  const body = init.body as ReadableStream<Uint8Array>;
  const renamed = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const text = Buffer.from(chunk).toString('latin1');
      controller.enqueue(
        Buffer.from(text.replace(`name="${drop}"`, `name="${'x'.repeat(drop.length)}"`), 'latin1'),
      );
    },
  });
  init.body = body.pipeThrough(renamed);
};

const video = { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' } as const;
const audio = { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' } as const;

const causes: Record<string, Cause> = {
  'missing-authorization-header': { alter: authorization(null) },
  'invalid-authorization-format': { alter: authorization('Basic abc') },
  'missing-token': { alter: authorization('Bearer ') },
  'invalid-token': { apiKey: 'mock_invalid' },
  unauthorized: { apiKey: 'mock_unauthorized' },
  'token-limit-reached': { apiKey: 'mock_exhausted' },
  'rate-limit-exceeded': { apiKey: 'mock_limited' },
  'internal-error': { apiKey: 'mock_broken' },
  'invalid-request-body': { alter: json('{"inputs": [') },
  'content-type-must-be-json': { alter: headers((all) => all.set('content-type', 'text/plain')) },
  'one-video-expected': { alter: json({ inputs: [video, video] }) },
  'one-audio-expected': { alter: json({ inputs: [video] }) },
  'unknown-input-type': { alter: json({ inputs: [video, { ...audio, type: 'image' }] }) },
  'content-type-must-be-multipart': { alter: headers((all) => all.set('content-type', 'application/json')) },
  'video-file-required': { alter: form('video') },
  'audio-file-required': { alter: form('audio') },
  'lipsync-request-not-found': { id: 'none' },
  'invalid-limit': { list: { limit: 0 } },
  'invalid-offset': { list: { offset: -1 } },
};

async function call(method: string, path: string, { apiKey = 'a-good-key', alter, id = 'any', list }: Cause) {
  const fetch: Fetch = (url, init) => {
    alter?.(init);
    const query = list ? `?${new URLSearchParams(list as Record<string, string>)}` : '';
    return globalThis.fetch(url + query, init);
  };
  // One request and its answer; what the client makes of failures is not the contract's.
  const once = { submit: 'plain', maxRetries: 0, rateLimitTimeout: 0 } as const;
  const client = new Chamelaion({ apiKey, baseURL: mock.url, fetch: checked(mock.url, fetch), ...once });
  const files = { video: new Uint8Array(8), audio: new Uint8Array(8) };
  switch (`${method} ${path}`) {
    case 'GET /v1/users/me':
      return client.users.retrieveCurrent();
    case 'POST /v1/lipsync/generate':
      return client.lipsync.generate({ inputs: [video, audio] });
    case 'POST /v1/lipsync/generate-with-media':
      return client.lipsync.generateWithMedia(files);
    case 'GET /v1/lipsync/requests/{id}':
      return client.lipsync.requests.retrieve(id);
    case 'GET /v1/lipsync/requests':
      return client.lipsync.requests.list();
    default:
      throw new Error(`no test calls ${method} ${path}`);
  }
}

test.each(documentedErrors())(
  '$method $path: $status $message',
  async ({ method, path, status, name, message }) => {
    const cause = causes[name];
    if (!cause) throw new Error(`no test knows the cause of ${name}`);
    const error = await call(method, path, multipartCause(path, name) ?? cause).catch((reason) => reason);
    expect(error).toMatchObject({ status, error: { error: message } });
    expect(error).toBeInstanceOf(Chamelaion.APIError);
    expect(error.message).toContain(
      `${method} ${path.replace('{id}', cause.id ?? 'any')}: ${status} ${message}`,
    );
  },
);

/** A form is malformed in its own way. */
function multipartCause(path: string, name: string): Cause | undefined {
  if (name !== 'invalid-request-body' || !path.endsWith('generate-with-media')) return undefined;
  return {
    alter(init) {
      init.body = '--b\r\nnonsense';
      headers((all) => {
        all.set('content-type', 'multipart/form-data; boundary=b');
        all.delete('content-length');
      })(init);
    },
  };
}
