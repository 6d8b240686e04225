import { expect, test, vi } from 'vitest';
import { pass, stopTime } from './clock.ts';
import { alone, badGateway, internalError, json, read, readAll } from './fake-api.ts';
import { watchLog } from './log.ts';
import { apiKey } from './settings.ts';
import { another, completed, failed, hit, list, listOf, takeWebhooks, translation } from './webhooks.ts';

const never = () => new Promise<never>(() => {});

test('a call hands the job to onChange, as the API shows it', async () => {
  const hidden = { internal: 'x', webhook_url: 'https://app.test/?signature=x' };
  const { call, reads, changes } = takeWebhooks(listOf({ ...completed, ...hidden }));
  // A reference that was made through the proxy stays as the API has it.
  const reference = 'c1_AAAAAAAAAAAAAAAAAAAAAA_mine';
  expect(await readAll(call(reference))).toEqual({ status: 200, headers: alone, body: { status: 'done' } });
  // Documented fields, without the address, whose signature belongs in no log.
  expect(changes).toEqual([translation(reference, completed)]);
  expect(reads).toEqual([reference]);
});

test.each(['GET', 'HEAD', 'PUT', 'OPTIONS'])('%s is no call', async (method) => {
  const { webhooks, reads } = takeWebhooks();
  const response = await webhooks(new Request(await webhooks.webhookURL('dub'), { method }));
  expect([response.status, response.headers.get('allow'), reads]).toEqual([405, 'POST', []]);
});

test.each<[string, () => RequestInit['body']]>([
  ['never comes', () => new ReadableStream({ pull: never })],
  ['breaks', () => new ReadableStream({ pull: (controller) => controller.error(new Error('broken')) })],
  ['names another job', () => '{"request_id":"00000000-0000-4000-8000-000000000000","reference_id":"dub-2"}'],
  ['is not JSON', () => '{'],
  ['is missing', () => undefined],
])('a body that %s is not looked at', async (_, body) => {
  const { webhooks, reads, changes } = takeWebhooks();
  const init = { body: body(), duplex: 'half', headers: { 'content-length': '1e99' } } as RequestInit;
  const request = hit(await webhooks.webhookURL('dub'), init);
  expect((await webhooks(request)).status).toBe(200);
  expect([reads, changes.length, request.bodyUsed]).toEqual([['dub'], 1, false]);
});

test('a list that does not filter hands out nothing', async () => {
  const log = watchLog();
  for (const strange of [translation('dub-2'), translation(undefined), translation('DUB-1')]) {
    const { call, changes } = takeWebhooks((reference) => list(translation(reference), strange));
    expect(await read(call('dub-1'))).toEqual(badGateway);
    expect(changes).toEqual([]);
  }
  expect(log).toHaveBeenCalledWith('@chamelaion/proxy:', 'an answer of the API lacks a field that a success must have');
});

test.each([{}, undefined])('a completed job with the outputs %j is not handed on', async (outputs) => {
  watchLog();
  const { call, changes } = takeWebhooks(listOf({ ...completed, outputs }));
  expect((await call('dub')).status).toBe(502);
  expect(changes).toEqual([]);
});

test('jobs that share a reference are all handed on, the oldest first', async () => {
  const { call, changes } = takeWebhooks((reference) =>
    list(translation(reference, another), translation(reference, failed)),
  );
  expect((await call('dub')).status).toBe(200);
  expect(changes.map(({ status }) => status)).toEqual(['failed', 'processing']);
});

test('a job that is not there yet is a 503, the log says which, and waitUntil gets no rejection', async () => {
  const log = watchLog();
  const kept: Promise<unknown>[] = [];
  const { call, changes } = takeWebhooks(() => list());
  const { status, headers, body } = await readAll(call('dub\n1', { waitUntil: (work) => void kept.push(work) }));
  expect([status, headers['retry-after'], body]).toEqual([503, '5', { error: 'there is no such job yet' }]);
  expect(changes).toEqual([]);
  expect(log.mock.calls).toEqual([
    ['@chamelaion/proxy:', 'a webhook was called for the reference_id "dub\\n1", but no job has it'],
  ]);
  expect(await Promise.all(kept)).toHaveLength(1);
});

const refusal = (error: string, status: number) => () => json({ error }, status)({} as never);
test.each<[string, Parameters<typeof takeWebhooks>[0], string]>([
  ['is down', () => Promise.reject(new TypeError('fetch failed')), 'no answer from the API (TypeError)'],
  ['refuses the key', refusal(`no ${apiKey}`, 401), 'the API refused apiKey with 401'],
  ['has a page in front of it', () => new Response('<html>', { status: 504 }), "an answer without the API's JSON"],
  ['shows the key', listOf({ error_message: apiKey }), 'held back because it shows apiKey'],
  ['is at its limit', refusal('rate limit exceeded', 429), 'could not be read (429)'],
  ['knows no list', refusal('not found', 404), 'could not be read (404)'],
])('if the API %s, the call is a 502, and the log says why', async (_, answer, why) => {
  const log = watchLog();
  const { call, changes } = takeWebhooks(answer);
  expect(await read(call('dub'))).toEqual(badGateway);
  expect(changes).toEqual([]);
  const text = log.mock.calls.join('\n');
  expect(text).toContain(why);
  expect(text).not.toContain(apiKey);
  expect(text).not.toMatch(/signature|[\w-]{43}/);
});

test('an onChange that throws is a 500, and gets the job again', async () => {
  stopTime();
  const log = watchLog();
  const onChange = vi
    .fn<() => void | Promise<void>>()
    .mockImplementationOnce(() => {
      throw new Error('out of memory');
    })
    .mockRejectedValueOnce(new Error('database is down'));
  const { call, reads } = takeWebhooks(listOf(completed), { onChange });
  const answers: unknown[] = [];
  for (let count = 0; count < 4; count++) {
    void read(call('dub')).then((answer) => answers.push(answer));
    await pass(5_000);
  }
  expect(answers[0]).toEqual(internalError);
  expect(log.mock.calls.map(([, error]) => error.message)).toEqual(['out of memory', 'database is down']);
  expect([onChange.mock.calls.length, reads.length]).toEqual([3, 4]);
});

test('an onChange that hangs is answered after 3 s, given up after 30 s, and does not stop the next call', async () => {
  stopTime();
  const log = watchLog();
  const onChange = vi.fn().mockImplementationOnce(never);
  const { call, reads } = takeWebhooks(undefined, { onChange });
  const answered = vi.fn();
  void read(call('dub')).then(answered);
  await pass(2_999);
  expect(answered).not.toHaveBeenCalled();
  expect(onChange).toHaveBeenCalledOnce();
  await pass(1);
  expect(answered).toHaveBeenCalledWith([202, { status: 'accepted' }]);
  void call('dub');
  await pass(26_999);
  expect([reads.length, log.mock.calls]).toEqual([1, []]);
  await pass(1);
  await pass(0);
  expect(log.mock.calls.map(([, error]) => error.message)).toEqual(['onChange took longer than 30 s']);
  expect([reads.length, onChange.mock.calls.length]).toEqual([2, 2]);
});

test('an API that hangs is answered after 3 s, and given up after 30 s', async () => {
  stopTime();
  const log = watchLog();
  let signal: AbortSignal | null | undefined;
  const { call } = takeWebhooks((_, init) => {
    signal = init.signal;
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  });
  const answered = vi.fn();
  void read(call('dub')).then(answered);
  await pass(3_000);
  expect(answered).toHaveBeenCalledWith([202, { status: 'accepted' }]);
  await pass(26_999);
  expect([signal?.aborted, log.mock.calls]).toEqual([false, []]);
  await pass(1);
  expect(signal?.aborted).toBe(true);
  expect(log.mock.calls.flat()).toContain('no answer from the API within 30 s');
  expect(vi.getTimerCount()).toBe(0);
});

test('a waitUntil that throws changes nothing', async () => {
  const log = watchLog();
  const { call, changes } = takeWebhooks();
  const waitUntil = () => {
    throw new Error('too late');
  };
  expect((await call('dub', { waitUntil })).status).toBe(200);
  expect([changes.length, log.mock.calls.length]).toEqual([1, 1]);
});
