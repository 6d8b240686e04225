import { inspect } from 'node:util';
import Chamelaion, { type Attempt, type Fetch } from '@chamelaion/client';
import { createFetchClient } from '@chamelaion/client/fetch';
import { expect, test, vi } from 'vitest';
import { body } from './answer.ts';
import { absent, html, id, listed, made, missing, none, reset } from './job-steps.ts';
import { failed, json, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

/** A client that tells of its attempts. */
function observed(steps: Step[], options: object = {}) {
  const attempts: Attempt[] = [];
  const onAttempt = (attempt: Attempt) => void attempts.push(attempt);
  return { attempts, onAttempt, ...scripted(steps, { onAttempt, ...options }) };
}

const slow =
  (step: Step, ms: number): Step =>
  async (url, init) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return step(url, init);
  };

test('onAttempt gets each attempt: operation, time, bytes, failure, and when the next one comes', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const { client, attempts } = observed([slow(html(502), 40), slow(json({ name: 'Ünï' }), 20)]);
  await inVirtualTime(() => client.users.retrieveCurrent());
  vi.restoreAllMocks();
  const operation = 'users.retrieveCurrent';
  const failure = expect.any(Chamelaion.APIError);
  expect(attempts).toEqual([
    { operation, attempt: 1, ms: 40, status: 502, received: 20, retryIn: 250, failure },
    { operation, attempt: 2, ms: 20, status: 200, received: 16 },
  ]);
});

test('the looks for a lost submission are observed as well', async () => {
  const { client, attempts } = observed([reset, none, missing, listed(id)]);
  await inVirtualTime(() =>
    client.lipsync.generate({ ...body, reference_id: 'a' }, { uniqueReference: true, resume: false }),
  );
  expect(attempts.map(({ operation, status }) => [operation, status])).toEqual([
    ['lipsync.generate', undefined],
    ['lipsync.requests.list', 200],
    ['lipsync.requests.retrieve', 404],
    ['lipsync.requests.list', 200],
  ]);
  const sent = JSON.stringify({ ...body, reference_id: 'a' }).length;
  expect(attempts[0]).toMatchObject({ attempt: 1, sent, retryIn: undefined });
  expect(attempts[0]?.failure?.message).toContain('ECONNRESET');
});

test('a submission that is sent again counts on', async () => {
  const { client, attempts } = observed([failed(429, { 'retry-after': '2' }), reset, ...absent, made]);
  await inVirtualTime(() => client.lipsync.generate(body));
  const posts = attempts.filter(({ operation }) => operation === 'lipsync.generate');
  expect(posts.map(({ attempt, status, retryIn }) => [attempt, status, retryIn])).toEqual([
    [1, 429, 2_000],
    [2, undefined, undefined],
    [3, 200, undefined],
  ]);
});

test('a call may have another observer than its client, and a run tells of its polls', async () => {
  const { client, attempts } = observed([
    made,
    json({ id, status: 'completed', created_at: '2026-04-07T10:00:00Z', output_url: 'https://a.test/' }),
  ]);
  const own: string[] = [];
  await inVirtualTime(() => client.lipsync.run(body, { onAttempt: ({ operation }) => own.push(operation) }));
  expect(own).toEqual(['lipsync.generate', 'lipsync.requests.retrieve']);
  expect(attempts).toEqual([]);
});

test('uploads tell what left', async () => {
  const taken: Step = async (url, init) => {
    await new Response(init.body).arrayBuffer();
    return made(url, init);
  };
  const { client, attempts } = observed([taken]);
  await client.lipsync.generateWithMedia({ video: new Uint8Array(1_000), audio: new Uint8Array(2_000) });
  expect(attempts[0]?.sent).toBeGreaterThan(3_000);
  expect(attempts[0]?.sent).toBeLessThan(4_000);
});

test('the thin layer names method and path', async () => {
  const attempts: Attempt[] = [];
  const fetch: Fetch = async () => Response.json({ error: 'no' }, { status: 404 });
  const api = createFetchClient({ apiKey: 'key', fetch, onAttempt: (attempt) => attempts.push(attempt) });
  await api.GET('/v1/lipsync/requests/{id}', { params: { path: { id: 'a' } } });
  expect(attempts.map(({ operation }) => operation)).toEqual(['GET /v1/lipsync/requests/{id}']);
});

const fail = () => {
  throw new Error('mine');
};

test.each([
  ['throws', fail],
  ['rejects', async () => fail()],
])('an observer that %s changes nothing', async (_, onAttempt) => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const { client } = scripted([json({ name: 'A' })], { onAttempt: onAttempt as never });
  expect(await client.users.retrieveCurrent()).toEqual({ name: 'A' });
  await new Promise((resolve) => setTimeout(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('what is told holds no key, even if an answer echoes it', async () => {
  const { client, attempts } = observed([(_, init) => new Response(JSON.stringify(init.headers), { status: 500 })], {
    apiKey: 'SECRET-key',
    maxRetries: 0,
  });
  await client.users.retrieveCurrent().catch(() => {});
  expect(attempts).toHaveLength(1);
  expect(inspect(attempts, { depth: 9, showHidden: true })).not.toContain('SECRET');
});
