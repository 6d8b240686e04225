import { expect, test } from 'vitest';
import { type MockServerOptions, startMockServer } from '../src/index.ts';
import { call, makeJob, retrieve, startMock } from './fixtures.ts';

test.each<[object, string]>([
  [{ port: 70_000 }, 'port must be an integer from 0 to 65535, got 70000'],
  [{ port: '4010' }, 'port must be an integer from 0 to 65535, got "4010"'],
  [{ host: '' }, 'host must be a string that is not empty, got ""'],
  [{ apiKeys: 'key' }, 'apiKeys must be an array of strings'],
  [{ apiKeys: [''] }, 'apiKeys must be a string that is not empty, got ""'],
  [{ queuedMs: -1 }, 'queuedMs must be a number of at least 0, got -1'],
  [{ processingMs: Number.NaN }, 'processingMs must be a number of at least 0, got NaN'],
  [{ rateLimit: 1.5 }, 'rateLimit must be an integer of at least 0, got 1.5'],
  [{ maxUploadBytes: null }, 'maxUploadBytes must be an integer of at least 0, got null'],
  [{ clock: 'fake' }, 'clock must be one of "system", "manual", got "fake"'],
  [{ cors: 'yes' }, 'cors must be a boolean, got "yes"'],
  [{ stateless: 1 }, 'stateless must be a boolean, got 1'],
  [{ webhooks: 'all' }, 'webhooks must be one of "loopback", "any", "none", got "all"'],
  [{ faults: { seed: 1, rate: 2 } }, 'faults.rate must be a number from 0 to 1, got 2'],
  [{ faults: '1:1' }, 'faults.seed must be an integer of at least 0, got undefined'],
  [{ queuedMS: 1 }, 'option must be one of "port", "host"'],
])('%j is refused', async (options, message) => {
  await expect(startMockServer(options as MockServerOptions)).rejects.toThrow(message);
});

test('undefined means the default', async () => {
  const mock = await startMock({ port: undefined, apiKeys: undefined, faults: undefined, webhooks: undefined });
  expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
  expect((await call(mock, '/v1/users/me')).status).toBe(200);
});

test('a port in use rejects with the code of the system', async () => {
  const port = Number(new URL((await startMock()).url).port);
  await expect(startMockServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the system clock flows, and can be advanced', async () => {
  const mock = await startMock({ clock: 'system', queuedMs: 3_600_000, processingMs: 3_600_000 });
  const id = await makeJob(mock);
  for (const status of ['queued', 'processing', 'completed']) {
    expect(await retrieve(mock, id)).toMatchObject({ status });
    mock.clock.advance(3_600_000);
  }
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('the clock does not advance by %d', async (ms) => {
  const mock = await startMock();
  expect(() => mock.clock.advance(ms)).toThrow(RangeError);
});

test('the Date of an answer is that of the clock', async () => {
  const mock = await startMock();
  mock.clock.advance(60_000);
  expect((await call(mock, '/health')).headers.get('date')).toBe('Tue, 07 Apr 2026 10:01:00 GMT');
});

test('several servers do not know each other, and closing twice is fine', async () => {
  const [one, two] = await Promise.all([startMock(), startMock()]);
  const id = await makeJob(one);
  expect(await retrieve(two, id)).toEqual({ error: 'lipsync request not found' });
  await one.close();
  await one.close();
  await expect(fetch(`${one.url}/health`)).rejects.toThrow();
  expect((await call(two, '/health')).status).toBe(200);
});

test('the output has the origin by which the client reached the mock', async () => {
  const mock = await startMock();
  const id = await makeJob(mock);
  mock.clock.advance(1_000);
  const { port } = new URL(mock.url);
  const response = await fetch(`http://localhost:${port}/api/v1/lipsync/requests/${id}`, {
    headers: { authorization: 'Bearer any' },
  });
  expect(await response.json()).toMatchObject({ output_url: `http://localhost:${port}/output/${id}.mp4` });
});
