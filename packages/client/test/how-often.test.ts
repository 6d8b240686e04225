import Chamelaion, { UnknownOutcomeError } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { made, missing, none, reset } from './job-steps.ts';
import { broken, failed, json, type Sent, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const absent = Array.from({ length: 7 }, () => [none, missing]).flat();
const posts = (sent: Sent[]) => sent.filter(({ what }) => what.startsWith('POST'));

test.each([1, 2, 5])('with maxRetries %i all failures of a submission share that many', async (maxRetries) => {
  const round = [broken('ECONNREFUSED'), reset, ...absent];
  const { client, sent } = scripted([...round, ...round, ...round], { maxRetries });
  const failure = await inVirtualTime(() => client.lipsync.generate(body)).catch((error) => error);
  expect(failure).toBeInstanceOf(UnknownOutcomeError);
  expect(failure.attempts).toBe(maxRetries + 1);
  expect(posts(sent)).toHaveLength(maxRetries + 1);
});

test('plain mints nothing, looks for nothing, and sends once', async () => {
  for (const step of [reset, failed(500), failed(429), failed(429, { 'retry-after': '0' }), broken('ECONNREFUSED')]) {
    const { client, sent } = scripted([step], { submit: 'plain' });
    await expect(inVirtualTime(() => client.lipsync.generate(body))).rejects.toThrow(Chamelaion.APIError);
    expect(sent).toEqual([{ at: 0, what: 'POST /v1/lipsync/generate', body }]);
  }
});

test('retries before a success without a request_id also count', async () => {
  const refused = broken('ECONNREFUSED');
  const round = [refused, refused, json({ status: 'success' }), ...absent];
  const { client, sent } = scripted([...round, ...round]);
  const failure = await inVirtualTime(() => client.lipsync.generate(body)).catch((error) => error);
  expect(failure).toMatchObject({ name: 'UnknownOutcomeError', attempts: 3 });
  expect(posts(sent)).toHaveLength(3);
});

test('rateLimitTimeout is for the whole call: what came before the job was looked for counts', async () => {
  const limited = failed(429, { 'retry-after': '50' });
  const { client, sent } = scripted([limited, reset, ...absent, limited, made]);
  const failure = await inVirtualTime(() => client.lipsync.generate(body)).catch((error) => error);
  expect(failure).toMatchObject({ name: 'UnknownOutcomeError', status: 429, attempts: 2 });
  expect(posts(sent)).toHaveLength(3);
});
