import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { audio, call, makeJob, retrieve, startMock, video } from './fixtures.ts';
import { openSocket, rawPost, readAll } from './raw.ts';

/** Many jobs over one connection, which takes a tenth of the time that fetch does. */
async function makeJobs(mock: MockServer, count: number): Promise<void> {
  const body = JSON.stringify({ inputs: [video, audio] });
  const socket = openSocket(mock, rawPost('/v1/lipsync/generate', 'application/json', body).repeat(count));
  await readAll(socket, (text) => text.split('"request_id"').length > count);
}

test.runIf(process.env['THOROUGH'])('beyond 10,000 jobs, the oldest that has ended is forgotten', async () => {
  const mock = await startMock({ rateLimit: 0 });
  const total = async () => {
    const { body } = await call(mock, '/v1/lipsync/requests?limit=1');
    return (body as { pagination: { total: number } }).pagination.total;
  };
  const oldest = await makeJob(mock, 'shared');
  await makeJobs(mock, 10_000);
  expect(await total()).toBe(10_001);
  expect(await retrieve(mock, oldest)).toMatchObject({ status: 'queued' });

  mock.clock.advance(1_000);
  const newest = await makeJob(mock, 'shared');
  expect(await total()).toBe(10_000);
  expect(await retrieve(mock, oldest)).toEqual({ error: 'lipsync request not found' });
  expect(await retrieve(mock, 'shared')).toMatchObject({ id: newest });
  const { body } = await call(mock, '/v1/lipsync/requests?reference_id=shared');
  expect(body).toMatchObject({ data: [{ id: newest }], pagination: { total: 1 } });
});
