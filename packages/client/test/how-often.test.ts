import Chamelaion, { UnknownOutcomeError } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { absent, html, id, listed, made, reset, submitted } from './job-steps.ts';
import { broken, failed, json, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

test.each([1, undefined, 5])('with maxRetries %s all failures of a submission share that many', async (maxRetries) => {
  const round = [broken('ECONNREFUSED'), reset, ...absent];
  const { outcome, posts } = await submitted([...round, ...round, ...round], {}, { maxRetries });
  const attempts = (maxRetries ?? 2) + 1;
  // A job may still appear.
  expect(outcome).toBeInstanceOf(UnknownOutcomeError);
  expect(outcome.attempts).toBe(attempts);
  expect(outcome.message).toContain(`reference_id: '${posts[0]?.body?.reference_id}' and uniqueReference: true`);
  expect(posts).toHaveLength(attempts);
});

test('plain mints nothing, looks for nothing, and sends once', async () => {
  for (const step of [reset, failed(500), failed(429), failed(429, { 'retry-after': '0' }), broken('ECONNREFUSED')]) {
    const { outcome, sent } = await submitted([step], {}, { submit: 'plain' });
    expect(outcome).toBeInstanceOf(Chamelaion.APIError);
    expect(sent).toEqual([{ at: 0, what: 'POST /v1/lipsync/generate', body }]);
  }
});

test('retries before a success without a request_id also count', async () => {
  const refused = broken('ECONNREFUSED');
  const round = [refused, refused, json({ status: 'success' }), ...absent];
  const { outcome, posts } = await submitted([...round, ...round]);
  expect(outcome).toMatchObject({ name: 'UnknownOutcomeError', attempts: 3 });
  expect(posts).toHaveLength(3);
});

test('rateLimitTimeout is for the whole call: what came before the job was looked for counts', async () => {
  const limited = failed(429, { 'retry-after': '50' });
  const { outcome, posts } = await submitted([limited, reset, ...absent, limited, made]);
  expect(outcome).toMatchObject({ name: 'UnknownOutcomeError', status: 429, attempts: 2 });
  expect(posts).toHaveLength(3);
});

const files = { video: new Uint8Array(9), audio: new Uint8Array(9) };
/** Takes the whole form before it does what it does. */
const taken =
  (step: Step): Step =>
  async (url, init) => {
    await new Response(init.body).arrayBuffer();
    return step(url, init);
  };

test('an upload that was taken whole is settled the same way', async () => {
  const { client, sent } = scripted([taken(reset), listed(id)]);
  expect((await inVirtualTime(() => client.lipsync.generateWithMedia(files))).request_id).toBe(id);
  expect(sent).toHaveLength(2);
});

test('an upload whose end never left us made no job: it is sent again without a look', async () => {
  const { client, sent } = scripted([reset, reset, taken(made)]);
  await inVirtualTime(() => client.lipsync.generateWithMedia(files));
  expect(sent.map(({ what }) => what)).toEqual(Array(3).fill('POST /v1/lipsync/generate-with-media'));
});

test('a fetch that outlives its attempt cannot take the rest of an upload that counts as unsent', async () => {
  let rest: Promise<number> | undefined;
  const slow: Step = (_, init) => {
    const reader = (init.body as ReadableStream<Uint8Array>).getReader();
    // Ignores its signal, and goes on reading long after the attempt is over.
    rest = (async () => {
      let taken = 0;
      for (let wait = 0; ; wait += 200) {
        await new Promise((resolve) => setTimeout(resolve, wait));
        const { done, value } = await reader.read();
        if (done) return taken;
        taken += value.byteLength;
      }
    })().catch(() => -1);
    return new Promise(() => {});
  };
  const { client, sent } = scripted([slow, taken(made)], { timeout: 100 });
  await inVirtualTime(async () => {
    await client.lipsync.generateWithMedia(files);
    expect(await rest).toBe(-1);
  });
  expect(sent).toHaveLength(2);
});

test.each([413, 403])(
  'a gateway that refuses an upload before its end made no job: %i fails at once',
  async (status) => {
    const { client, sent } = scripted([html(status)]);
    await expect(inVirtualTime(() => client.lipsync.generateWithMedia(files))).rejects.toMatchObject({ status });
    expect(sent).toHaveLength(1);
  },
);
