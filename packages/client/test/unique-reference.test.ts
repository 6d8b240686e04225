import { APIUserAbortError, type Chamelaion, ChamelaionError, UnknownOutcomeError } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { html, id, listed, made, missing, none, reset } from './job-steps.ts';
import { failed, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

const once = { uniqueReference: true, resume: false };

test("a reference that may not be unique is never looked for: the job found could be another's", async () => {
  const { client, sent } = scripted([reset, listed('theirs')]);
  const failure = await inVirtualTime(() => client.lipsync.generate({ ...body, reference_id: 'batch' })).catch(
    (e) => e,
  );
  expect(failure).toBeInstanceOf(UnknownOutcomeError);
  expect(failure.message).toContain("requests.list({ reference_id: 'batch' })");
  expect(sent).toHaveLength(1);
});

test('a submission that is resumed settles first: its job may still appear', async () => {
  const mine = { ...body, reference_id: 'order-1' };
  const resume = (client: Chamelaion) => inVirtualTime(() => client.lipsync.generate(mine, { uniqueReference: true }));
  const found = scripted([listed(id)]);
  expect((await resume(found.client)).request_id).toBe(id);
  expect(found.sent.map(({ what }) => what)).toEqual(['GET /v1/lipsync/requests?reference_id=order-1']);

  // Made by a process that crashed a moment ago.
  const late = scripted([none, missing, none, missing, none, missing, listed(id)]);
  expect((await resume(late.client)).request_id).toBe(id);
  expect(late.sent.every(({ what }) => what.startsWith('GET'))).toBe(true);

  const fresh = scripted([...Array.from({ length: 7 }, () => [none, missing]).flat(), made]);
  expect((await resume(fresh.client)).request_id).toBe(id);
  expect(fresh.sent.filter(({ what }) => what.startsWith('POST'))).toHaveLength(1);
  expect(fresh.sent.at(-1)?.at).toBeGreaterThanOrEqual(30_000);

  const blind = scripted([html(500)]);
  const failure = await resume(blind.client).catch((error) => error);
  expect(failure).toMatchObject({ name: 'UnknownOutcomeError', attempts: 0, referenceId: 'order-1' });
  expect(blind.sent.every(({ what }) => what.startsWith('GET'))).toBe(true);
});

test('with resume: false a unique reference is sent first, and looked for only after a failure', async () => {
  const { client, sent } = scripted([reset, listed(id)]);
  const mine = { ...body, reference_id: 'order-1' };
  expect((await inVirtualTime(() => client.lipsync.generate(mine, once))).request_id).toBe(id);
  expect(sent.map(({ what }) => what.split(' ')[0])).toEqual(['POST', 'GET']);
});

test('concurrent calls with one unique reference share one job; another body under it is refused', async () => {
  const { client, sent } = scripted([made]);
  const mine = { ...body, reference_id: 'order-1' };

  const [one, two] = await inVirtualTime(async () => {
    const first = client.lipsync.generate(mine, once);
    const second = client.lipsync.generate(structuredClone(mine), once);
    const other = client.lipsync.generate({ ...mine, disable_active_speaker_detection: true }, once);
    await expect(other).rejects.toThrow(ChamelaionError);
    await expect(other).rejects.toThrow("reference_id 'order-1'");
    return Promise.all([first, second]);
  });
  expect(two).toEqual(one);
  expect(sent.filter(({ what }) => what.startsWith('POST'))).toHaveLength(1);
});

test('callers that share a job can each read its answer, as often as they like', async () => {
  const { client } = scripted([made]);
  const mine = { ...body, reference_id: 'order-1' };
  const calls = [1, 2].map(() => client.lipsync.generate(mine, once));
  const answers = await inVirtualTime(() => Promise.all([...calls, ...calls].map((call) => call.asResponse())));
  for (const answer of answers) expect(await answer.json()).toMatchObject({ request_id: id });
});

test('a body that is not even like itself is submitted once, not refused while it is under way', async () => {
  const { client, sent } = scripted([made]);
  const file = new Uint8Array(9);
  const mine = { video: file, audio: file, reference_id: 'order-1', take: Number.NaN };
  const call = inVirtualTime(() => client.lipsync.generateWithMedia(mine, once));
  expect((await call).request_id).toBe(id);
  expect(sent).toHaveLength(1);
});

test('an abort of one call that shares a submission does not end the others', async () => {
  const { client, sent } = scripted([() => new Promise((resolve) => setTimeout(() => resolve(made('', {})), 2_000))]);
  const mine = { ...body, reference_id: 'order-1' };
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
  expect(sent.filter(({ what }) => what.startsWith('POST'))).toHaveLength(1);
});

test('a submission ends when all calls that share it were aborted, and the next call begins anew', async () => {
  const hanging: Step = (_, init) =>
    new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
  const { client, sent } = scripted([hanging, listed(id)]);
  const mine = { ...body, reference_id: 'order-1' };
  const controller = new AbortController();
  await inVirtualTime(async () => {
    setTimeout(() => controller.abort(), 500);
    const call = client.lipsync.generate(mine, { uniqueReference: true, signal: controller.signal });
    await expect(call).rejects.toThrow(APIUserAbortError);
    expect((await client.lipsync.generate(mine, { uniqueReference: true })).request_id).toBe(id);
  });
  expect(sent.every(({ what }) => what.startsWith('GET'))).toBe(true);
});

test.each<[string, object, object]>([
  ['with plain', { ...body, reference_id: 'a' }, { uniqueReference: true, submit: 'plain' }],
  ['without a reference_id', body, { uniqueReference: true }],
])('uniqueReference makes no sense %s, and is refused', async (_, params, options) => {
  const { client, sent } = scripted([made]);
  await expect(client.lipsync.generate(params as never, options)).rejects.toThrow(/uniqueReference/);
  expect(sent).toEqual([]);
});

test('resume without uniqueReference is refused: a job found could be of another caller', async () => {
  const { client, sent } = scripted([made]);
  const call = client.lipsync.generate({ ...body, reference_id: 'a' }, { resume: true });
  await expect(call).rejects.toThrow('resume needs uniqueReference: true');
  expect(sent).toEqual([]);
});

test('a call that cannot be built fails as what it is, resumed or not', async () => {
  const { client, sent } = scripted([made], { apiKey: null });
  const call = client.lipsync.generate({ ...body, reference_id: 'a' }, { uniqueReference: true });
  await expect(call).rejects.toThrow('No API key');
  await expect(call).rejects.not.toThrow(UnknownOutcomeError);
  expect(sent).toEqual([]);
});

test('what the API itself refuses ends the looks at once: no later look would tell more', async () => {
  const { client, sent } = scripted([failed(401)]);
  const call = inVirtualTime(() => client.lipsync.generate({ ...body, reference_id: 'a' }, { uniqueReference: true }));
  await expect(call).rejects.toMatchObject({ name: 'UnknownOutcomeError', status: 401, attempts: 0 });
  expect(sent).toHaveLength(1);
});
