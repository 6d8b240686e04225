import { expect, test } from 'vitest';
import { call, makeJob, startMock } from './fixtures.ts';

const preflight = {
  method: 'OPTIONS',
  headers: {
    origin: 'http://localhost:5173',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'x-api-key',
  },
};

test('with cors, pages of other origins may call and read', async () => {
  const mock = await startMock({ cors: true });
  const allowed = await fetch(`${mock.url}/v1/lipsync/generate`, preflight);
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('*');
  expect(allowed.headers.get('access-control-allow-methods')).toContain('POST');
  expect(allowed.headers.get('access-control-allow-headers')).toBe('x-api-key');

  for (const path of ['/health', '/nope']) {
    const answer = await call(mock, path);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  }
  const id = await makeJob(mock);
  mock.clock.advance(1_000);
  const output = await fetch(new URL(`/output/${id}.mp4`, mock.url));
  expect(output.headers.get('access-control-allow-origin')).toBe('*');
  await output.arrayBuffer();
});

test('without, they may not', async () => {
  const mock = await startMock();
  expect((await fetch(`${mock.url}/v1/lipsync/generate`, preflight)).status).toBe(405);
  expect((await call(mock, '/health')).headers.has('access-control-allow-origin')).toBe(false);
});
