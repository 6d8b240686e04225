import { APIUserAbortError, ChamelaionError, UnknownOutcomeError } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { absent, html, id, listed, made, missing, none, postsOf, reset, submitted } from './job-steps.ts';
import { failed, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const once = { uniqueReference: true, resume: false };
const mine = { ...body, reference_id: 'order-1' };

test("a reference that may not be unique is never looked for: the job found could be another's", async () => {
  const { outcome, sent } = await submitted([reset, listed('theirs')], { reference_id: 'batch' });
  expect(outcome).toBeInstanceOf(UnknownOutcomeError);
  expect(outcome.message).toContain("requests.list({ reference_id: 'batch' })");
  expect(sent).toHaveLength(1);
});

test('a submission that is resumed settles first: its job may still appear', async () => {
  const resume = (steps: Step[]) => submitted(steps, mine, { uniqueReference: true });
  const found = await resume([listed(id)]);
  expect(found.outcome.request_id).toBe(id);
  expect(found.sent.map(({ what }) => what)).toEqual(['GET /v1/lipsync/requests?reference_id=order-1']);

  // Made by a process that crashed a moment ago.
  const late = await resume([none, missing, none, missing, none, missing, listed(id)]);
  expect(late.outcome.request_id).toBe(id);
  expect(late.posts).toEqual([]);

  const fresh = await resume([...absent, made]);
  expect(fresh.outcome.request_id).toBe(id);
  expect(fresh.posts).toHaveLength(1);
  expect(fresh.sent.at(-1)?.at).toBeGreaterThanOrEqual(30_000);

  const blind = await resume([html(500)]);
  expect(blind.outcome).toMatchObject({ name: 'UnknownOutcomeError', attempts: 0, referenceId: 'order-1' });
  expect(blind.posts).toEqual([]);
});

test('with resume: false a unique reference is sent first, and looked for only after a failure', async () => {
  const { outcome, sent } = await submitted([reset, listed(id)], mine, once);
  expect(outcome.request_id).toBe(id);
  expect(sent.map(({ what }) => what.split(' ')[0])).toEqual(['POST', 'GET']);
});

test('concurrent calls with one unique reference share one job; another body under it is refused', async () => {
  const { client, sent } = scripted([made]);
  const calls = await inVirtualTime(async () => {
    const first = client.lipsync.generate(mine, once);
    const second = client.lipsync.generate(structuredClone(mine), once);
    const other = client.lipsync.generate({ ...mine, disable_active_speaker_detection: true }, once);
    await expect(other).rejects.toThrow(ChamelaionError);
    await expect(other).rejects.toThrow("reference_id 'order-1'");
    expect(await second).toEqual(await first);
    return [first, second];
  });
  expect(postsOf(sent)).toHaveLength(1);
  // Each caller can read the answer, as often as they like.
  const answers = await Promise.all([...calls, ...calls].map((call) => call.asResponse()));
  for (const answer of answers) expect(await answer.json()).toMatchObject({ request_id: id });
});

test('a body that is not even like itself is submitted once, not refused while it is under way', async () => {
  const { client, sent } = scripted([made]);
  const file = new Uint8Array(9);
  const odd = { video: file, audio: file, reference_id: 'order-1', take: Number.NaN };
  expect((await inVirtualTime(() => client.lipsync.generateWithMedia(odd, once))).request_id).toBe(id);
  expect(sent).toHaveLength(1);
});

test('an abort of one call that shares a submission does not end the others', async () => {
  const { client, sent } = scripted([() => new Promise((resolve) => setTimeout(() => resolve(made('', {})), 2_000))]);
  const first = new AbortController();
  const results = await inVirtualTime(() => {
    setTimeout(() => first.abort(), 500);
    return Promise.allSettled([
      client.lipsync.generate(mine, { ...once, signal: first.signal }),
      client.lipsync.generate(mine, once),
      client.lipsync.generate(mine, { ...once, signal: AbortSignal.abort() }),
    ]);
  });
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  expect(results[0]).toMatchObject({ reason: { name: 'APIUserAbortError', referenceId: 'order-1' } });
  expect(postsOf(sent)).toHaveLength(1);
});

test.each([true, false])('a signal that was aborted before sends nothing, with resume: %s', async (resume) => {
  const options = { uniqueReference: true, resume, signal: AbortSignal.abort() };
  const { outcome, sent } = await submitted([made], mine, options);
  expect(outcome).toMatchObject({ name: 'APIUserAbortError', referenceId: 'order-1' });
  expect(sent).toEqual([]);
});

test('a submission ends when all calls that share it were aborted, and the next call begins anew', async () => {
  const hanging: Step = (_, init) =>
    new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
  const { client, sent } = scripted([hanging, listed(id)]);
  const controller = new AbortController();
  await inVirtualTime(async () => {
    setTimeout(() => controller.abort(), 500);
    const call = client.lipsync.generate(mine, { uniqueReference: true, signal: controller.signal });
    await expect(call).rejects.toThrow(APIUserAbortError);
    expect((await client.lipsync.generate(mine, { uniqueReference: true })).request_id).toBe(id);
  });
  expect(postsOf(sent)).toEqual([]);
});

test.each<[string, object, object]>([
  ["uniqueReference needs submit: 'once' or 'strict'", mine, { uniqueReference: true, submit: 'plain' }],
  ['uniqueReference needs a reference_id', {}, { uniqueReference: true }],
  // As JavaScript may pass it: a minted one would be another in the next call, which would pay again.
  ['uniqueReference needs a reference_id', { reference_id: null }, { uniqueReference: true }],
  // The job found could be of another caller.
  ['resume needs uniqueReference: true', mine, { resume: true }],
])('options that make no sense are refused: %s', async (message, params, options) => {
  const { outcome, sent } = await submitted([made], params, options);
  expect(outcome.message).toContain(message);
  expect(sent).toEqual([]);
});

test('a call that cannot be built fails as what it is, resumed or not', async () => {
  const { client, sent } = scripted([made], { apiKey: null });
  const failure = await client.lipsync.generate(mine, { uniqueReference: true }).catch((error) => error);
  expect(failure.message).toContain('No API key');
  expect(failure).not.toBeInstanceOf(UnknownOutcomeError);
  expect(sent).toEqual([]);
});

test('what the API itself refuses ends the looks at once: no later look would tell more', async () => {
  const { outcome, sent } = await submitted([failed(401)], mine, { uniqueReference: true });
  expect(outcome).toMatchObject({ name: 'UnknownOutcomeError', status: 401, attempts: 0 });
  expect(sent).toHaveLength(1);
});
