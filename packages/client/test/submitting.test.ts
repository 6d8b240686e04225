import Chamelaion, {
  APIError,
  APIUserAbortError,
  ChamelaionError,
  newReferenceId,
  UnknownOutcomeError,
} from '@chamelaion/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { body } from './answer.ts';
import { absent, html, id, listed, looks, made, missing, none, postsOf, reset, submitted } from './job-steps.ts';
import { broken, failed, json, recorder, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const cut: Step = () => new Response(new ReadableStream({ pull: () => Promise.reject(new TypeError('terminated')) }));

const looped = new TypeError('fetch failed');
looped.cause = looped;

test('a reference is minted, and another one for each job', async () => {
  const { client, sent } = scripted([made]);
  await client.lipsync.generate(body);
  await client.lipsync.generate({ ...body, reference_id: undefined });
  const ids = [...sent.map(({ body }) => body?.reference_id), ...Array.from({ length: 1_000 }, newReferenceId)];
  expect(new Set(ids).size).toBe(1_002);
  for (const id of ids) expect(id).toMatch(/^chm_[A-Za-z0-9_-]{22}$/);
});

test('the first references of two processes differ, without crypto by chance and by the time', async () => {
  // As a process begins: with nothing drawn yet.
  const module = new URL('../src/jobs/reference-id.ts', import.meta.url).pathname;
  let processes = 0;
  const first = async (): Promise<string> => (await import(`${module}?${processes++}`)).newReferenceId();
  expect(await first()).not.toBe(await first());

  const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'crypto') as PropertyDescriptor;
  Reflect.deleteProperty(globalThis, 'crypto');
  onTestFinished(() => {
    Object.defineProperty(globalThis, 'crypto', descriptor);
    vi.restoreAllMocks();
  });
  const at = (random: number, now: number) => {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    vi.spyOn(Date, 'now').mockReturnValue(now);
    return first();
  };
  expect(new Set([await at(0.1, 0), await at(0.9, 0), await at(0.1, 1)]).size).toBe(3);
});

test.each<[string, Step]>([
  ['a reset', reset],
  ['a broken pipe', broken('EPIPE')],
  ['a lost socket', broken('UND_ERR_SOCKET')],
  ['a timeout of the headers', broken('UND_ERR_HEADERS_TIMEOUT')],
  ['a failure without a code', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['an error without a list of errors', () => Promise.reject(Object.assign(new Error('no'), { errors: null }))],
  ['an error that is its own cause', () => Promise.reject(looped)],
  ['408', failed(408)],
  ['409', failed(409)],
  ['421', failed(421)],
  ['500', failed(500)],
  ['502', html(502)],
  ["a gateway's 429", html(429)],
  ["a gateway's 401", html(401)],
  ['a redirect', html(307)],
  ['HTML in a 200', html(200)],
  ['an empty 200', () => new Response('')],
  ['a 200 without request_id', json({ status: 'success' })],
  ...['', ' ', '.', '..', 'job\uFFFD'].map((request_id): [string, Step] => [
    `a 200 with the id ${JSON.stringify(request_id)}`,
    json({ status: 'success', request_id }),
  ]),
  ['an answer that is cut off', cut],
])('after %s the job is looked for, found, and adopted: nothing is sent again', async (_, step) => {
  const { outcome, sent } = await submitted([step, listed(id)]);
  expect(outcome).toEqual({ status: 'success', request_id: id });
  const reference = sent[0]?.body?.reference_id;
  expect(sent.map(({ what }) => what)).toEqual([
    'POST /v1/lipsync/generate',
    `GET /v1/lipsync/requests?reference_id=${reference}`,
  ]);
});

test('looks grow apart over 30 s; the job is submitted again only when list and retrieve agree', async () => {
  const { posts, sent } = await submitted([reset, ...absent, made]);
  expect(posts.map(({ at }) => at)).toEqual([0, 30_000]);
  expect(posts[1]?.body).toEqual(posts[0]?.body);
  const lists = sent.filter(({ what }) => what.includes('?'));
  expect(lists.map(({ at }) => at)).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 30_000]);
});

test('settleTimeout scales the looks', async () => {
  const strict = scripted([reset, ...absent], { settleTimeout: 3_000, submit: 'strict' });
  await expect(inVirtualTime(() => strict.client.lipsync.generate(body))).rejects.toThrow(UnknownOutcomeError);
  const lists = strict.sent.filter(({ what }) => what.includes('?'));
  expect(lists.map(({ at }) => at)).toEqual([0, 50, 150, 350, 750, 1_550, 3_000]);
});

test('the oldest of several jobs is adopted, and all are named in a warning', async () => {
  const { lines, logger } = recorder();
  const { client } = scripted([reset, listed('newer', 'older')], { logger, logLevel: 'warn' });
  expect((await inVirtualTime(() => client.lipsync.generate(body))).request_id).toBe('older');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/2 jobs have the reference chm_.*: older, newer/);
});

test('a job of another reference is never adopted, however the list is filtered', async () => {
  const foreign = { id: 'theirs', status: 'queued', reference_id: 'theirs', created_at: '2026-04-07T10:00:00Z' };
  const list = json({ data: [foreign], pagination: { limit: 20, offset: 0, total: 1 } });
  const { outcome } = await submitted([reset, ...looks(list, missing), made]);
  expect(outcome.request_id).toBe(id);
});

test('without any fetch a submission fails at once as what it is', async () => {
  vi.stubGlobal('fetch', undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  const client = new Chamelaion({ apiKey: 'key', baseURL: 'https://api.test', logLevel: 'off' });
  const failure = await client.lipsync.generate(body).catch((error) => error);
  expect(failure).toBeInstanceOf(ChamelaionError);
  expect(failure).not.toBeInstanceOf(APIError);
  expect(failure.message).toContain('pass one as the option fetch');
});

test('the retrieve finds what the list does not show yet', async () => {
  const shown: Step = (url) =>
    Response.json({ id, status: 'queued', created_at: '2026-04-07T10:00:00Z', reference_id: url.split('/').at(-1) });
  const { outcome, sent } = await submitted([reset, none, shown]);
  expect(outcome.request_id).toBe(id);
  expect(sent).toHaveLength(3);
});

test('strict settles, but never submits again', async () => {
  const { outcome, posts } = await submitted([reset, ...absent], {}, { submit: 'strict' });
  expect(outcome).toBeInstanceOf(UnknownOutcomeError);
  expect(outcome).toMatchObject({ attempts: 1, referenceId: posts[0]?.body?.reference_id });
  expect(outcome.cause).toBeInstanceOf(Chamelaion.APIConnectionError);
  expect(posts).toHaveLength(1);
});

test('a refusal after an unknown outcome does not hide that a job may exist', async () => {
  const { outcome, posts } = await submitted([reset, ...absent, failed(412)]);
  expect(outcome).toBeInstanceOf(UnknownOutcomeError);
  expect(outcome).toMatchObject({ status: 412, attempts: 2, referenceId: posts[0]?.body?.reference_id });
});

test.each([400, 401, 403, 404, 405, 412, 413, 415, 422])(
  "a %i in the API's own words ends the submission at once",
  async (status) => {
    const { outcome, sent } = await submitted([failed(status)]);
    expect(outcome).toMatchObject({ status });
    expect(outcome).not.toBeInstanceOf(UnknownOutcomeError);
    expect(sent).toHaveLength(1);
  },
);

test.each<[string, Step[]]>([
  ['while the request is under way', [() => new Promise(() => {})]],
  ['while the job is looked for', [reset, none, missing, none]],
])('an abort %s stops at once, and names the reference', async (_, steps) => {
  const { client, sent } = scripted(steps);
  const controller = new AbortController();
  const reason = new Error('user went away');
  const failure = await inVirtualTime(() => {
    setTimeout(() => controller.abort(reason), 1_000);
    return client.lipsync.generate(body, { signal: controller.signal });
  }).catch((error) => error);
  expect(failure).toBeInstanceOf(APIUserAbortError);
  expect(failure.cause).toBe(reason);
  expect(failure.referenceId).toBe(sent[0]?.body?.reference_id);
  expect(Math.max(...sent.map(({ at }) => at))).toBeLessThanOrEqual(1_000);
});

test('withResponse and asResponse give the answer, also of an adopted job', async () => {
  const { client } = scripted([made]);
  const { data, response } = await client.lipsync.generate(body).withResponse();
  expect(data.request_id).toBe(id);
  expect(response.status).toBe(200);
  expect(await (await client.lipsync.generate(body).asResponse()).json()).toEqual(data);
  const adopted = scripted([reset, listed(id)]);
  const result = await inVirtualTime(() => adopted.client.lipsync.generate(body).withResponse());
  expect(result.data).toEqual({ status: 'success', request_id: id });
});

test('what is sent again is what was checked, whatever became of the object', async () => {
  const changing = structuredClone(body);
  const { client, sent } = scripted([reset, ...absent, made]);
  await inVirtualTime(() => {
    const call = client.lipsync.generate(changing);
    changing.inputs[0].url = 'https://cdn.example.com/next.mp4';
    return call;
  });
  expect(postsOf(sent).map(({ body }) => JSON.stringify(body).includes('next.mp4'))).toEqual([false, false]);
});

test('if the last look cannot tell, it ends however the API fails, and nothing is sent again', async () => {
  for (const step of [failed(500), failed(429), failed(503), () => new Promise<Response>(() => {})]) {
    const { outcome, sent, posts } = await submitted([reset, step]);
    expect(outcome).toBeInstanceOf(UnknownOutcomeError);
    expect(posts).toHaveLength(1);
    expect(sent.at(-1)?.at).toBeLessThan(240_000);
  }
});
