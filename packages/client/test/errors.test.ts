import { getEventListeners } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Chamelaion, {
  APIConnectionError,
  APIError,
  APIUserAbortError,
  ChamelaionError,
  type Fetch,
  NotFoundError,
} from '@chamelaion/client';
import { expect, test, vi } from 'vitest';
import { answering, answeringJSON, body } from './answer.ts';
import { listen } from './listen.ts';

const baseURL = 'https://mock.test/api';
// One attempt each: what follows on a failure is another test's subject.
const once = { maxRetries: 0, rateLimitTimeout: 0, submit: 'plain' } as const;
const clientOf = ({ fetch }: { fetch: Fetch }) => new Chamelaion({ apiKey: 'key', baseURL, fetch, ...once });

test.each([
  [400, 'BadRequestError'],
  [401, 'AuthenticationError'],
  [403, 'PermissionDeniedError'],
  [404, 'NotFoundError'],
  [409, 'ConflictError'],
  [412, 'TokenLimitError'],
  [418, 'APIError'],
  [422, 'UnprocessableEntityError'],
  [429, 'RateLimitError'],
  [500, 'InternalServerError'],
  [503, 'InternalServerError'],
] as const)('%i is a %s', async (status, name) => {
  const answer = answeringJSON({ error: 'the words' }, { status, headers: { 'retry-after': '3' } });
  const error: APIError = await clientOf(answer)
    .lipsync.requests.retrieve('abc')
    .catch((reason) => reason);
  expect(error).toBeInstanceOf(Chamelaion[name]);
  expect(error).toBeInstanceOf(APIError);
  expect(error).toBeInstanceOf(ChamelaionError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name, status, error: { error: 'the words' } });
  expect(error.headers?.get('retry-after')).toBe('3');
  expect(error.message).toContain(`GET /v1/lipsync/requests/abc: ${status} the words`);
});

test.each([
  [500, 'an empty body', ''],
  [500, 'HTML', '<html>Bad gateway</html>'],
  [500, 'JSON of another shape', '{"message":"no"}'],
  [500, 'null', 'null'],
  [200, 'an empty body', ''],
  [200, 'HTML', '<html>Welcome</html>'],
  [200, 'null', 'null'],
  [200, 'a string', '"ok"'],
  [200, 'an array', '[]'],
  [200, 'JSON that was cut', '{"status":"success","requ'],
  [200, 'no request_id', '{"status":"success"}'],
  [200, 'a request_id that is no string', '{"status":"success","request_id":7}'],
])('a %i with %s is an APIError with its status, never a silent success', async (status, _, text) => {
  const error: APIError = await clientOf(answering(text, { status }))
    .lipsync.generate(body)
    .catch((reason) => reason);
  expect(error).toBeInstanceOf(APIError);
  expect(error).toMatchObject({ name: status === 500 ? 'InternalServerError' : 'APIError', status });
  expect(error.message).toMatch(/POST \/v1\/lipsync\/generate: (\d+ with .+ instead of|200 without a usable)/);
  if (text === '<html>Welcome</html>') expect(error.cause).toBeInstanceOf(SyntaxError);
});

test('a 204 is no success either', async () => {
  const call = clientOf(answering(null, { status: 204 })).health.check();
  await expect(call).rejects.toMatchObject({ name: 'APIError', status: 204 });
});

/** A client of a real server. */
const served = async (answer: RequestListener) =>
  new Chamelaion({ apiKey: 'key', baseURL: `${await listen(answer)}/api`, ...once });

test('an answer that is cut off is a connection error, whatever its status', async () => {
  for (const status of [200, 500]) {
    const client = await served((_, response) => {
      response.writeHead(status, { 'content-length': 1000 });
      response.write('{"status":', () => response.socket?.destroy());
    });
    const error = await client.health.check().catch((reason) => reason);
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(error.status).toBeUndefined();
    expect(error.message).toContain('GET /health: the answer was cut off (');
    expect(error.cause).toBeInstanceOf(Error);
  }
});

test('no answer at all is a connection error that says why', async () => {
  const client = await served((request) => request.socket.destroy());
  const failure = client.lipsync.generate(body);
  await expect(failure).rejects.toThrow(APIConnectionError);
  await expect(failure).rejects.toThrow('POST /v1/lipsync/generate: no answer (UND_ERR_SOCKET)');
  const refused = clientOf({ fetch: (_, init) => fetch('http://127.0.0.1:1/', init) });
  await expect(refused.health.check()).rejects.toThrow(APIConnectionError);
});

test("a failure of fetch's own is told in words, not in a number", async () => {
  const client = clientOf({ fetch: () => Promise.reject(new DOMException('too slow', 'TimeoutError')) });
  await expect(client.health.check()).rejects.toThrow('GET /health: no answer (too slow)');
});

test('a fetch that throws something odd still gives a connection error', async () => {
  for (const [thrown, word] of [
    ['text', 'text'],
    [null, 'null'],
    [{ code: 'X' }, 'X'],
    [new RangeError(), 'RangeError'],
  ]) {
    const failure = clientOf({ fetch: () => Promise.reject(thrown) }).health.check();
    await expect(failure).rejects.toThrow(APIConnectionError);
    await expect(failure).rejects.toThrow(`no answer (${word})`);
  }
});

test.each([301, 302, 303, 307, 308])('a %i is an error, and nothing is sent on', async (status) => {
  const seen: string[] = [];
  const client = await served((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.writeHead(status, { location: '/elsewhere' }).end();
  });
  for (const call of [() => client.lipsync.generate(body), () => client.users.retrieveCurrent()]) {
    const error: APIError = await call().catch((reason) => reason);
    expect(error).toBeInstanceOf(APIError);
    expect(error.message).toContain('redirects are not followed: check baseURL');
  }
  expect(seen).toEqual(['POST /api/v1/lipsync/generate', 'GET /api/v1/users/me']);
});

test('a signal that is already aborted sends nothing', async () => {
  const { fetch, calls } = answeringJSON({ status: 'ok' });
  const reason = new Error('changed my mind');
  const failure = clientOf({ fetch }).health.check({ signal: AbortSignal.abort(reason) });
  await expect(failure).rejects.toThrow(APIUserAbortError);
  await expect(failure).rejects.toMatchObject({ cause: reason, status: undefined });
  expect(calls).toEqual([]);
});

test.each(['before the answer', 'within the body'])('an abort %s ends the call at once', async (when) => {
  const controller = new AbortController();
  const client = await served((_, response) => {
    if (when === 'within the body') response.writeHead(200).write('{');
    setImmediate(() => controller.abort());
  });
  await expect(client.health.check({ signal: controller.signal })).rejects.toThrow(APIUserAbortError);
});

test('errors of another installed copy are recognised; a subclass claims only its own', async () => {
  // Beside the original, so that its one dependency is found.
  const folder = await mkdtemp(fileURLToPath(new URL('../node_modules/copy-', import.meta.url)));
  await cp(new URL('../dist/', import.meta.url), folder, { recursive: true });
  const copy: typeof import('@chamelaion/client') = await import(join(folder, 'index.js'));
  await rm(folder, { recursive: true });
  expect(copy.NotFoundError).not.toBe(NotFoundError);
  const theirs = new copy.NotFoundError('GET /: 404');
  expect(theirs).toBeInstanceOf(NotFoundError);
  expect(theirs).toBeInstanceOf(APIError);
  expect(theirs).not.toBeInstanceOf(APIConnectionError);

  class Own extends APIError {}
  expect(new Own('own')).toBeInstanceOf(Own);
  expect(new Own('own')).toBeInstanceOf(APIError);
  expect(theirs).not.toBeInstanceOf(Own);
  for (const other of [undefined, null, 'text', new Error('x')]) expect(other instanceof APIError).toBe(false);
});

test('a 404 that is not in the words of the API says how its URL ends', async () => {
  const { fetch } = answering('<html>Not Found</html>', { status: 404 });
  await expect(clientOf({ fetch }).users.retrieveCurrent()).rejects.toThrow(
    "(check baseURL: the API's own ends in /api)",
  );
  const own = answeringJSON({ error: 'lipsync request not found' }, { status: 404 });
  await expect(clientOf(own).lipsync.requests.retrieve('a')).rejects.not.toThrow('baseURL');
});

test('a signal may be that of a hundred calls: it has one listener, and none after them', async () => {
  const warned = vi.fn();
  process.on('warning', warned);
  const { fetch } = answeringJSON({ status: 'ok' });
  const controller = new AbortController();
  const client = clientOf({ fetch });
  await Promise.all(Array.from({ length: 100 }, () => client.health.check({ signal: controller.signal })));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', warned);
  expect(warned).not.toHaveBeenCalled();
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});
