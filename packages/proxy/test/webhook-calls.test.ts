import { expect, test, vi } from 'vitest';
import { alone, json, read, readAll } from './fake-api.ts';
import { watchLog } from './log.ts';
import { apiKey } from './settings.ts';
import { completed, hit, list, pass, stopTime, takeWebhooks, translation } from './webhooks.ts';

const never = () => new Promise<never>(() => {});

test('a call hands the job to onChange, as the API shows it', async () => {
  const { call, reads, changes } = takeWebhooks((reference) =>
    list(translation(reference, { ...completed, internal: 'x', webhook_url: 'https://app.test/?signature=x' })),
  );
  expect(await readAll(call('dub'))).toEqual({
    status: 200,
    headers: alone,
    body: { status: 'done' },
  });
  // Documented fields, without the address, whose signature belongs in no log.
  expect(changes).toEqual([translation('dub', completed)]);
  expect(reads).toEqual(['dub']);
});

test('a reference that was made through the proxy stays as the API has it', async () => {
  const { call, changes } = takeWebhooks();
  await call('c1_AAAAAAAAAAAAAAAAAAAAAA_mine');
  expect(changes).toMatchObject([{ reference_id: 'c1_AAAAAAAAAAAAAAAAAAAAAA_mine' }]);
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is no call', async (method) => {
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

test('an endless body is not even begun', async () => {
  let taken = 0;
  const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array(++taken));
  const body = new ReadableStream({ pull }, { highWaterMark: 0 });
  const { webhooks } = takeWebhooks();
  await webhooks(hit(await webhooks.webhookURL('dub'), { body, duplex: 'half' } as RequestInit));
  expect(taken).toBe(0);
});

test('a list that does not filter hands out nothing', async () => {
  const log = watchLog();
  for (const strange of [translation('dub-2'), translation(undefined), translation('DUB-1')]) {
    const { call, changes } = takeWebhooks((reference) => list(translation(reference), strange));
    expect(await read(call('dub-1'))).toEqual([502, { error: 'bad gateway' }]);
    expect(changes).toEqual([]);
  }
  expect(log).toHaveBeenCalledWith('@chamelaion/proxy:', 'an answer of the API lacks a field that a success must have');
});

test.each([{}, undefined])('a completed job with the outputs %j is not handed on', async (outputs) => {
  watchLog();
  const { call, changes } = takeWebhooks((reference) => list(translation(reference, { ...completed, outputs })));
  expect((await call('dub'))?.status).toBe(502);
  expect(changes).toEqual([]);
});

test('jobs that share a reference are all handed on, the oldest first', async () => {
  const first = { id: '00000000-0000-4000-8000-000000000001', status: 'failed', error_message: 'no speech' };
  const { call, changes } = takeWebhooks((reference) =>
    list(
      translation(reference, { created_at: '2026-04-08T10:00:00Z' }),
      translation(reference, { ...first, finished_at: '2026-04-07T11:00:00Z' }),
    ),
  );
  expect((await call('dub')).status).toBe(200);
  expect(changes.map(({ status }) => status)).toEqual(['failed', 'processing']);
});

test('a job that is not there yet is a 503, and the log says which', async () => {
  const log = watchLog();
  const { call, changes } = takeWebhooks(() => list());
  const { status, headers, body } = await readAll(call('dub\n1'));
  expect([status, headers['retry-after'], body]).toEqual([503, '5', { error: 'there is no such job yet' }]);
  expect(changes).toEqual([]);
  expect(log.mock.calls).toEqual([
    ['@chamelaion/proxy:', 'a webhook was called for the reference_id "dub\\n1", but no job has it'],
  ]);
});

test.each<[string, () => Response | Promise<Response>, string]>([
  ['is down', () => Promise.reject(new TypeError('fetch failed')), 'no answer from the API (TypeError)'],
  [
    'refuses the key',
    () => json({ error: `no ${apiKey}` }, 401)({} as never) as Response,
    'the API refused apiKey with 401',
  ],
  ['has a page in front of it', () => new Response('<html>', { status: 504 }), "an answer without the API's JSON"],
  ['shows the key', () => list(translation('dub', { error_message: apiKey })), 'held back because it shows apiKey'],
  ['shows the key encoded', () => list(translation('dub', { error_message: btoa(apiKey) })), 'held back'],
  [
    'is at its limit',
    () => json({ error: 'rate limit exceeded' }, 429)({} as never) as Response,
    'could not be read (429)',
  ],
  ['knows no list', () => json({ error: 'not found' }, 404)({} as never) as Response, 'could not be read (404)'],
  ['fails', () => json({ error: 'internal server error' }, 500)({} as never) as Response, 'could not be read (500)'],
])('if the API %s, the call is a 502, and the log says why', async (_, answer, why) => {
  const log = watchLog();
  const { call, changes } = takeWebhooks(answer);
  expect(await read(call('dub'))).toEqual([502, { error: 'bad gateway' }]);
  expect(changes).toEqual([]);
  const text = log.mock.calls.join('\n');
  expect(text).toContain(why);
  expect(text).not.toContain(apiKey);
  expect(text).not.toMatch(/signature|[\w-]{43}/);
});

test('an onChange that throws is a 500, and gets the job again', async () => {
  stopTime();
  const log = watchLog();
  const changes: string[] = [];
  const failures: (() => void | Promise<void>)[] = [
    () => {
      throw new Error('out of memory');
    },
    () => Promise.reject(new Error('database is down')),
  ];
  const { call, reads } = takeWebhooks((reference) => list(translation(reference, completed)), {
    onChange({ status }) {
      changes.push(status);
      return failures.shift()?.();
    },
  });
  const answers: unknown[] = [];
  for (let count = 0; count < 4; count++) {
    void read(call('dub')).then((answer) => answers.push(answer));
    await pass(0);
    await pass(5_000);
  }
  expect(answers.slice(0, 1)).toEqual([[500, { error: 'internal error' }]]);
  expect(log.mock.calls.map(([, error]) => error.message)).toEqual(['out of memory', 'database is down']);
  expect([changes.length, reads.length]).toEqual([3, 4]);
});

test('an onChange that hangs is answered after 3 s, given up after 30 s, and does not stop the next call', async () => {
  stopTime();
  const log = watchLog();
  const onChange = vi.fn().mockImplementationOnce(never);
  const { call, reads } = takeWebhooks(undefined, { onChange });
  const answers: unknown[] = [];
  void read(call('dub')).then((answer) => answers.push(answer));
  await pass(2_999);
  expect([answers, onChange.mock.calls.length]).toEqual([[], 1]);
  await pass(1);
  expect(answers).toEqual([[202, { status: 'accepted' }]]);
  void read(call('dub')).then((answer) => answers.push(answer));
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
  let aborted = false;
  const { call } = takeWebhooks((_, { signal }) => {
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        aborted = true;
        reject(new Error('aborted'));
      });
    });
  });
  let status: number | undefined;
  void call('dub').then((answer) => {
    status = answer.status;
  });
  await pass(3_000);
  expect(status).toBe(202);
  await pass(26_999);
  expect([aborted, log.mock.calls]).toEqual([false, []]);
  await pass(1);
  expect(aborted).toBe(true);
  expect(log.mock.calls.flat()).toContain('no answer from the API within 30 s');
  expect(vi.getTimerCount()).toBe(0);
});

test('what goes on is given to waitUntil, and never rejects there', async () => {
  watchLog();
  const kept: Promise<unknown>[] = [];
  const { call } = takeWebhooks(() => list());
  expect((await call('dub', { waitUntil: (work) => void kept.push(work) })).status).toBe(503);
  expect(await Promise.all(kept)).toHaveLength(1);
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
