import { expect, test } from 'vitest';
import { createFaultCampaign } from '../src/faults/fault-campaign.ts';
import type { Fault, OperationId } from '../src/index.ts';
import { call, generate, idOf, jobCount, startMock, translate, translateUpload, upload } from './fixtures.ts';
import { openSocket, readAll } from './raw.ts';

const health = 'GET /api/health HTTP/1.1\r\nHost: mock\r\n\r\n';

test('reset', async () => {
  const mock = await startMock();
  mock.failNext('reset');
  await expect(call(mock, '/health')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect((await call(mock, '/health')).status).toBe(200);
});

test('reset, also of a request whose turn to be answered has not come', async () => {
  const mock = await startMock();
  mock.failNext('stall');
  mock.failNext('reset');
  expect(await readAll(openSocket(mock, health + health))).toBe('');
});

test('stall, until the mock is closed', async () => {
  const mock = await startMock();
  mock.failNext('stall');
  const stuck = readAll(openSocket(mock, health));
  expect((await call(mock, '/v1/users/me')).status).toBe(200);
  await mock.close();
  expect(await stuck).toBe('');
});

test.each([
  ['stall-body', false],
  ['truncate', true],
] as const)('%s gives half an answer; the connection ends: %s', async (fault, ends) => {
  const mock = await startMock();
  mock.failNext(fault);
  const socket = openSocket(mock, health);
  const text = await readAll(socket, (received) => !ends && received.includes('{'));
  expect(text).toMatch(/content-length: 15\r\n[\s\S]*\{"statu$/);
  expect(socket.destroyed).toBe(ends);
});

test.each<[Fault, number, string, string]>([
  ['empty', 200, 'application/json', ''],
  ['html', 200, 'text/html', '<html><body>Welcome</body></html>'],
  [{ status: 500 }, 500, 'application/json', '{"error":"internal error"}'],
  [{ status: 503 }, 503, 'application/json', '{"error":"service unavailable"}'],
  [{ status: 504, body: '' }, 504, 'application/json', ''],
  [{ status: 409, body: { error: 'twice' } }, 409, 'application/json', '{"error":"twice"}'],
  [{ status: 502, body: '<p>', headers: { 'content-type': 'text/html' } }, 502, 'text/html', '<p>'],
])('%j', async (fault, status, contentType, body) => {
  const mock = await startMock();
  mock.failNext(fault);
  const response = await fetch(`${mock.url}/v1/users/me`);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe(contentType);
  expect(await response.text()).toBe(body);
});

test('a given answer may have headers, and the documented ones by default', async () => {
  const mock = await startMock();
  mock.failNext({ status: 429 });
  expect((await generate(mock)).headers.get('retry-after')).toBe('1');
  mock.failNext({ status: 429, headers: { 'retry-after': '7' } });
  expect((await generate(mock)).headers.get('retry-after')).toBe('7');
});

test.each<[OperationId, typeof generate, 'lipsync' | 'video-translate', Fault]>([
  ['lipsync.generate', generate, 'lipsync', 'reset'],
  ['lipsync.generateWithMedia', (mock) => upload(mock), 'lipsync', { status: 503 }],
  ['videoTranslate.generate', translate, 'video-translate', 'reset'],
  ['videoTranslate.generateWithMedia', (mock) => translateUpload(mock), 'video-translate', 'truncate'],
])('a job of %s is made before its answer is lost, or not at all', async (on, submit, kind, fault) => {
  const mock = await startMock();
  const status = () =>
    submit(mock).then(
      (answer) => answer.status,
      () => undefined,
    );
  mock.failNext(fault, { on, when: 'before' });
  // It waits for its own operation.
  expect((await call(mock, `/v1/${kind}/requests`)).status).toBe(200);
  expect(await status()).toBe(typeof fault === 'object' ? 503 : undefined);
  expect(await jobCount(mock, kind)).toBe(0);
  mock.failNext(fault, { on: [on], when: 'after' });
  expect(await status()).toBe(typeof fault === 'object' ? 503 : undefined);
  expect(await jobCount(mock, kind)).toBe(1);
});

test('faults strike as often, on the operations and in the order that failNext says', async () => {
  const mock = await startMock();
  mock.failNext({ status: 503 }, { times: 2, on: ['lipsync.generate', 'health.check'] });
  mock.failNext({ status: 500 });
  const statuses = [];
  for (const path of ['/v1/users/me', '/health', '/v1/users/me', '/health', '/health']) {
    statuses.push((await call(mock, path)).status);
  }
  expect(statuses).toEqual([500, 503, 200, 503, 200]);
});

test.each([
  ['lipsync', 'lipsync.generate', generate],
  ['video-translate', 'videoTranslate.generate', translate],
] as const)('a late job of %s can be retrieved first, and is listed later', async (kind, on, submit) => {
  const mock = await startMock();
  mock.failNext('late', { on, lateMs: 1_000, listLateMs: 500 });
  const id = idOf(await submit(mock));
  for (const [ms, status, listed] of [
    [0, 404, 0],
    [999, 404, 0],
    [1, 200, 0],
    [499, 200, 0],
    [1, 200, 1],
  ] as const) {
    mock.clock.advance(ms);
    expect((await call(mock, `/v1/${kind}/requests/${id}`)).status).toBe(status);
    expect(await jobCount(mock, kind)).toBe(listed);
  }
});

test('a late job of a lost answer', async () => {
  const mock = await startMock();
  mock.failNext({ status: 502 }, { when: 'after', lateMs: 1_000 });
  expect((await generate(mock)).status).toBe(502);
  expect(await jobCount(mock)).toBe(0);
  mock.clock.advance(1_000);
  expect(await jobCount(mock)).toBe(1);
});

test.each<[string, () => [unknown, object?]]>([
  ['fault must be one of "reset"', () => ['rest']],
  ['status must be an integer from 200 to 599, got 99', () => [{ status: 99 }]],
  ['times must be an integer of at least 1, got 0', () => ['reset', { times: 0 }]],
  ['on must be one of "health.check"', () => ['reset', { on: 'generate' }]],
  ['on must be one of "health.check"', () => ['reset', { on: null }]],
  ['on names no operation; leave it out for every operation', () => ['reset', { on: [] }]],
  ['when must be one of "before", "after", got "later"', () => ['reset', { when: 'later' }]],
  ['lateMs must be a number of at least 0, got -1', () => ['late', { lateMs: -1 }]],
  ['Header name must be a valid HTTP token ["a b"]', () => [{ status: 500, headers: { 'a b': 'c' } }]],
])('bad arguments: %s', async (message, args) => {
  const mock = await startMock();
  expect(() => mock.failNext(...(args() as [Fault]))).toThrow(message);
});

test('half of a campaign strikes after the job is made, and a fifth of those jobs show up late', () => {
  const draw = createFaultCampaign({ seed: 7, rate: 0.5 });
  const strikes = Array.from({ length: 100_000 }, draw).filter((strike) => strike !== undefined);
  expect(strikes.length / 100_000).toBeCloseTo(0.5, 2);
  const after = strikes.filter(({ when }) => when === 'after');
  expect(after.length / strikes.length).toBeCloseTo(0.5, 1);
  const late = after.map(({ lateMs = 0 }) => lateMs).filter((ms) => ms > 0);
  expect(late.length / after.length).toBeCloseTo(0.2, 1);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(500);
  expect(Math.max(...late)).toBe(60_000);
  const statuses = strikes.flatMap(({ fault }) => (typeof fault === 'object' ? fault.status : []));
  expect([...new Set(statuses)].sort()).toEqual([500, 502, 503]);
});

test('a campaign strikes the stated share, and the same requests for the same seed', async () => {
  const outcomes = async (seed: number): Promise<string[]> => {
    const mock = await startMock({ faults: { seed, rate: 0.5 } });
    const answers: Promise<string>[] = [];
    for (let count = 1; count <= 60; count += 1) {
      answers.push(readAll(openSocket(mock, health)));
      // The next one may only leave when this one is there, and the answer may never come.
      while (mock.requests.length < count) await new Promise((resolve) => setImmediate(resolve));
    }
    await mock.close();
    return Promise.all(answers);
  };
  const [first, second, other] = await Promise.all([outcomes(7), outcomes(7), outcomes(8)]);
  expect(second).toEqual(first);
  expect(other).not.toEqual(first);
  const good = first.filter((answer) => answer.endsWith('{"status":"ok"}')).length;
  expect(good).toBeGreaterThan(15);
  expect(good).toBeLessThan(45);
  expect(new Set(first).size).toBeGreaterThan(5);
});
