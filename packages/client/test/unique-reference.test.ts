import { APIUserAbortError, ChamelaionError, UnknownOutcomeError } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { id, listed, made, missing, none, reset } from './job-steps.ts';
import { failed, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

test("a reference that may not be unique is never looked for: the job found could be another's", async () => {
  const { client, sent } = scripted([reset, listed('theirs')]);
  const failure = await inVirtualTime(() => client.lipsync.generate({ ...body, reference_id: 'batch' })).catch(
    (e) => e,
  );
  expect(failure).toBeInstanceOf(UnknownOutcomeError);
  expect(failure.message).toContain("requests.list({ reference_id: 'batch' })");
  expect(sent).toHaveLength(1);
});

test('with uniqueReference the job is looked for first: that is how an unknown outcome is resumed', async () => {
  const found = scripted([listed(id)]);
  const options = { uniqueReference: true };
  const mine = { ...body, reference_id: 'order-1' };
  expect((await inVirtualTime(() => found.client.lipsync.generate(mine, options))).request_id).toBe(id);
  expect(found.sent.map(({ what }) => what)).toEqual(['GET /v1/lipsync/requests?reference_id=order-1']);

  const fresh = scripted([none, missing, made]);
  expect((await inVirtualTime(() => fresh.client.lipsync.generate(mine, options))).request_id).toBe(id);
  expect(fresh.sent.map(({ what }) => what.split(' ')[0])).toEqual(['GET', 'GET', 'POST']);

  const blind = scripted([failed(500)]);
  const failure = await inVirtualTime(() => blind.client.lipsync.generate(mine, options)).catch((error) => error);
  expect(failure).toMatchObject({ name: 'UnknownOutcomeError', attempts: 0, referenceId: 'order-1' });
  expect(blind.sent.every(({ what }) => what.startsWith('GET'))).toBe(true);
});

test('concurrent calls with one unique reference share one job; another body under it is refused', async () => {
  const { client, sent } = scripted([none, missing, made]);
  const mine = { ...body, reference_id: 'order-1' };
  const options = { uniqueReference: true };
  const [one, two] = await inVirtualTime(async () => {
    const first = client.lipsync.generate(mine, options);
    const second = client.lipsync.generate(structuredClone(mine), options);
    const other = client.lipsync.generate({ ...mine, disable_active_speaker_detection: true }, options);
    await expect(other).rejects.toThrow(ChamelaionError);
    await expect(other).rejects.toThrow("reference_id 'order-1'");
    return Promise.all([first, second]);
  });
  expect(two).toEqual(one);
  expect(sent.filter(({ what }) => what.startsWith('POST'))).toHaveLength(1);
});

test('callers that share a job can each read its answer, as often as they like', async () => {
  const { client } = scripted([none, missing, made]);
  const mine = { ...body, reference_id: 'order-1' };
  const calls = [1, 2].map(() => client.lipsync.generate(mine, { uniqueReference: true }));
  const answers = await inVirtualTime(() => Promise.all([...calls, ...calls].map((call) => call.asResponse())));
  for (const answer of answers) expect(await answer.json()).toMatchObject({ request_id: id });
});

test('a body that is not even like itself is submitted once, not refused while it is under way', async () => {
  const { client, sent } = scripted([none, missing, made]);
  const file = new Uint8Array(9);
  const mine = { video: file, audio: file, reference_id: 'order-1', take: Number.NaN };
  const call = inVirtualTime(() => client.lipsync.generateWithMedia(mine, { uniqueReference: true }));
  expect((await call).request_id).toBe(id);
  expect(sent).toHaveLength(3);
});

test('who shares a submission leaves it alone: one abort does not end the others', async () => {
  const { client, sent } = scripted([
    none,
    missing,
    () => new Promise((resolve) => setTimeout(() => resolve(made('', {})), 2_000)),
  ]);
  const mine = { ...body, reference_id: 'order-1' };
  const first = new AbortController();
  const results = await inVirtualTime(() => {
    setTimeout(() => first.abort(), 500);
    return Promise.allSettled([
      client.lipsync.generate(mine, { uniqueReference: true, signal: first.signal }),
      client.lipsync.generate(mine, { uniqueReference: true }),
      client.lipsync.generate(mine, { uniqueReference: true, signal: AbortSignal.abort() }),
    ]);
  });
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
  expect(results[0]).toMatchObject({ reason: { name: 'APIUserAbortError', referenceId: 'order-1' } });
  expect(sent.filter(({ what }) => what.startsWith('POST'))).toHaveLength(1);
});

test('when all who share a submission have left it ends, and the next call begins anew', async () => {
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

test('a call that cannot be built fails as what it is, resumed or not', async () => {
  const { client, sent } = scripted([made], { apiKey: null });
  const call = client.lipsync.generate({ ...body, reference_id: 'a' }, { uniqueReference: true });
  await expect(call).rejects.toThrow('No API key');
  await expect(call).rejects.not.toThrow(UnknownOutcomeError);
  expect(sent).toEqual([]);
});
