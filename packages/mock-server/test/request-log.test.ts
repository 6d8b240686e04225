import { expect, test } from 'vitest';
import { audio, call, generate, mediaForm, startMock, upload, video } from './fixtures.ts';
import { openSocket, readAll } from './raw.ts';

test('what was received can be read, without the credentials', async () => {
  const mock = await startMock();
  const body = { inputs: [video, audio] };
  await generate(mock, body, { authorization: 'Bearer chm_secret', 'x-api-key': 'chm_secret' });
  const headers = { authorization: 'Basic chm_secret', cookie: 'a=chm_secret', 'proxy-authorization': 'chm_secret' };
  await call(mock, '/v1/lipsync/requests?limit=2', { headers });
  await upload(mock, mediaForm({ reference_id: 'mine' }));
  await call(mock, '/nope');

  expect(mock.requests).toMatchObject([
    {
      method: 'POST',
      path: '/api/v1/lipsync/generate',
      query: {},
      operation: 'lipsync.generate',
      headers: { authorization: 'Bearer [redacted]', 'x-api-key': '[redacted]', 'content-type': 'application/json' },
      body,
    },
    {
      method: 'GET',
      path: '/api/v1/lipsync/requests',
      query: { limit: '2' },
      operation: 'lipsync.requests.list',
      headers: { authorization: '[redacted]', cookie: '[redacted]' },
    },
    {
      operation: 'lipsync.generateWithMedia',
      body: {
        reference_id: 'mine',
        video: { filename: 'video.mp4', bytes: 7 },
        audio: { filename: 'audio.wav', bytes: 7 },
      },
    },
    { method: 'GET', path: '/api/nope' },
  ]);
  expect(mock.requests[3]).not.toHaveProperty('operation');
  expect(JSON.stringify(mock.requests)).not.toContain('chm_secret');
});

test('only the last 1,000 are kept, and large bodies are not', async () => {
  const mock = await startMock();
  await generate(mock, { inputs: [video, audio], reference_id: 'x'.repeat(20_000) });
  expect(mock.requests[0]).not.toHaveProperty('body');
  // Over one connection, which takes a tenth of the time that fetch does.
  const get = (count: number) => `GET /api/health?count=${count} HTTP/1.1\r\nHost: mock\r\n\r\n`;
  const gets = Array.from({ length: 1_000 }, (_, count) => get(count)).join('');
  await readAll(openSocket(mock, gets), (text) => text.split('HTTP/1.1 200 ').length > 1_000);
  expect(mock.requests).toHaveLength(1_000);
  expect(mock.requests[0]?.query).toEqual({ count: '0' });
});
