import Chamelaion from '@chamelaion/client';
import { expect, test } from 'vitest';
import { startMock, startProxy } from './servers.ts';

test('a job from end to end', async () => {
  const mock = await startMock();
  const baseURL = await startProxy(mock.url);
  const client = (user: string) =>
    new Chamelaion({ apiKey: 'any', baseURL, defaultHeaders: { 'x-user': user } });
  const ann = client('ann');
  const { request_id } = await ann.lipsync.generateWithMedia({
    video: new File([new Uint8Array(300_000)], '日本 "1".mp4'),
    audio: new File(['x'], 'a.wav'),
    reference_id: 'mine',
  });
  mock.clock.advance(60_000);
  const job = await ann.lipsync.requests.retrieve(request_id);
  expect(job).toMatchObject({ status: 'completed', reference_id: 'mine' });
  expect(await ann.lipsync.requests.retrieve('mine')).toEqual(job);
  expect((await ann.lipsync.requests.list({ reference_id: 'mine' })).pagination.total).toBe(1);
  expect(mock.requests[0]).toEqual(1);
});
