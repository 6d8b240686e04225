import type { ProxyOptions, SubmissionOutcome } from '@chamelaion/proxy';
import { expect, test, vi } from 'vitest';
import {
  ask,
  generated,
  inputs,
  json,
  mediaForm,
  post,
  postForm,
  postRaw,
  proxyTo,
  read,
  request_id,
  type Step,
} from './fake-api.ts';
import { watchLog } from './log.ts';
import { startMock } from './mock.ts';
import { passSecond } from './pass-second.ts';
import { ownerSecret } from './settings.ts';

type Asked = Parameters<NonNullable<ProxyOptions['beforeSubmit']>>[0];

/** A proxy that notes what the application is asked, and told. */
function watched(step: Step = generated) {
  const asked: Asked[] = [];
  const told: SubmissionOutcome[] = [];
  const { handler, sent } = proxyTo(step, {
    async beforeSubmit(planned) {
      asked.push(planned);
      return { settled: (outcome) => void told.push(outcome) };
    },
  });
  return { handler, sent, asked, told };
}

test('an application is asked who submits what, and told that the job was made', async () => {
  const { handler, asked, told } = watched();
  const request = post({ inputs, reference_id: 'mine' });
  expect((await read(handler(request)))[0]).toBe(200);
  expect((await read(handler(postForm(mediaForm()))))[0]).toBe(200);
  expect(asked).toEqual([
    { owner: 'ann', operation: 'lipsync.generate', body: { inputs }, request },
    { owner: 'ann', operation: 'lipsync.generateWithMedia', body: undefined, request: expect.any(Request) },
  ]);
  expect(told).toEqual(['made', 'made']);
});

test.each([post({ inputs }), postForm(mediaForm())])('what it refuses is never sent', async (request) => {
  const { handler, sent } = proxyTo(generated, {
    beforeSubmit: () => ({ refuse: { status: 402, message: 'your ten jobs are used up' } }),
  });
  expect(await read(handler(request))).toEqual([402, { error: 'your ten jobs are used up' }]);
  expect(sent).toEqual([]);
});

test('reads ask for no budget', async () => {
  const { handler, asked } = watched(json({ status: 'ok' }));
  await handler(ask('/health'));
  expect(asked).toEqual([]);
});

const cut = '--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\n\r\nhalf';
test.each<[SubmissionOutcome, string, Step, () => Request]>([
  ['refused', "a refusal in the API's words", json({ error: 'token limit reached' }, 412), () => post({ inputs })],
  ['refused', 'a rate limit', json({ error: 'rate limit exceeded' }, 429), () => post({ inputs })],
  ['refused', 'an upload without its end', generated, () => postRaw([cut])],
  ['unknown', 'a 500', json({ error: 'internal error' }, 500), () => post({ inputs })],
  ['unknown', 'a conflict', json({ error: 'conflict' }, 409), () => post({ inputs })],
  ['unknown', 'a page of a gateway', () => new Response('<html>', { status: 502 }), () => post({ inputs })],
  ['unknown', 'a success without an id', json({ status: 'success' }), () => post({ inputs })],
  ['unknown', 'a broken answer to an upload', () => Promise.reject(new Error('reset')), () => postForm(mediaForm())],
])('it is told %s of %s', async (outcome, _, step, request) => {
  watchLog();
  const { handler, told } = watched(step);
  expect((await read(handler(request())))[0]).toBeGreaterThanOrEqual(400);
  expect(told).toEqual([outcome]);
});

test('a job that is sent twice costs its owner one', async () => {
  const { handler, asked, told } = watched();
  const same = () => post({ inputs, reference_id: 'mine' });
  await Promise.all([handler(same()), handler(same())]);
  expect([asked.length, told]).toEqual([1, ['made']]);
  const upload = () => postForm(mediaForm({ reference_id: 'mine' }));
  expect(await read(handler(upload()))).toEqual([200, { status: 'success', request_id }]);
  expect(await read(handler(upload()))).toEqual([200, { status: 'success', request_id }]);
  // The second is known for what it is only once it is there.
  expect(told).toEqual(['made', 'made', 'refused']);
});

test.each<[string, NonNullable<ProxyOptions['beforeSubmit']>]>([
  ['throws', () => Promise.reject(new Error('no database'))],
  ['refuses without a status', () => ({ refuse: { message: 'no' } as never })],
  ['refuses with a success', () => ({ refuse: { status: 200, message: 'no' } })],
  ['gives no function', () => ({ settled: true as never })],
])('a beforeSubmit that %s stops the job, and shows in the log alone', async (_, beforeSubmit) => {
  const log = watchLog();
  const { handler, sent } = proxyTo(generated, { beforeSubmit });
  expect(await read(handler(post({ inputs })))).toEqual([500, { error: 'internal error' }]);
  expect(sent).toEqual([]);
  expect(log).toHaveBeenCalledOnce();
});

test('an error of settled is logged, and the answer stays', async () => {
  const log = watchLog();
  const settled = () => Promise.reject(new Error('no database'));
  const { handler } = proxyTo(generated, { beforeSubmit: () => ({ settled }) });
  expect((await read(handler(post({ inputs }))))[0]).toBe(200);
  expect(log).toHaveBeenCalledOnce();
});

test.each<[string, (never: () => Promise<never>) => Partial<ProxyOptions>, number]>([
  ['authorize', (never) => ({ authorize: never }), 500],
  ['beforeSubmit', (never) => ({ beforeSubmit: never }), 500],
  ['settled', (never) => ({ beforeSubmit: () => ({ settled: never }) }), 200],
  ['references.page', (never) => ({ references: { record: async () => {}, page: never } }), 500],
])('a %s that never answers is given half a minute', async (name, optionsOf, status) => {
  let isCalled = false;
  const never = () => {
    isCalled = true;
    return new Promise<never>(() => {});
  };
  const log = watchLog();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const { handler } = proxyTo(generated, optionsOf(never));
    let answer: unknown;
    const request = name === 'references.page' ? ask('/v1/lipsync/requests') : post({ inputs });
    void read(handler(request)).then((seen) => {
      answer = seen;
    });
    // What happens before it, such as the owner's tag, takes real time.
    while (!isCalled) await new Promise(setImmediate);
    let seconds = 0;
    for (; answer === undefined && seconds < 100; seconds++) await passSecond();
    expect(seconds).toBeGreaterThanOrEqual(30);
    expect(seconds).toBeLessThan(40);
    expect((answer as [number])?.[0]).toBe(status);
    expect(String(log.mock.calls[0]?.[1])).toContain(name);
  } finally {
    vi.useRealTimers();
  }
});

test('media may be limited to hosts', async () => {
  const { handler, sent } = proxyTo(generated, { mediaHosts: ['cdn.example.com', 'media.test:8443'] });
  const video = (url: string) => post({ inputs: [{ type: 'video', url }, inputs[1]] });
  for (const url of [
    'https://evil.test/a.mp4',
    'https://cdn.example.com.evil.test/a.mp4',
    'https://cdn.example.com@evil.test/a.mp4',
    'https://cdn.example.com:8443/a.mp4',
    'http://169.254.169.254/',
    // What other parsers than this one read as another host.
    'https://cdn.example.com\\@evil.test/a.mp4',
    'https:\\\\cdn.example.com/a.mp4',
    'https:/cdn.example.com/a.mp4',
    'https:cdn.example.com/a.mp4',
    'ht\ntps://cdn.example.com/a.mp4',
    ' https://cdn.example.com/a.mp4',
    'https://evil.test\t@cdn.example.com/a.mp4',
    'https://me:secret@cdn.example.com/a.mp4',
    'gopher://cdn.example.com/_SET',
    'file://cdn.example.com/etc/passwd',
    'javascript://cdn.example.com/%0aalert(1)',
    'nonsense',
  ]) {
    expect(await read(handler(video(url)))).toEqual([
      400,
      { error: 'media must come from cdn.example.com or media.test:8443' },
    ]);
  }
  expect(sent).toEqual([]);
  expect((await read(handler(video('https://CDN.example.com/a.mp4'))))[0]).toBe(200);
  expect((await read(handler(video('https://media.test:8443/a.mp4'))))[0]).toBe(200);
});

test('the documented budget lets ten jobs pass, and gives back what was refused', async () => {
  const mock = await startMock();
  const environment = {
    CHAMELAION_API_KEY: 'any',
    CHAMELAION_OWNER_SECRET: ownerSecret,
    CHAMELAION_BASE_URL: mock.url,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const { handler } = await import('../examples/budgets.ts');
  vi.unstubAllEnvs();
  const submit = async (body: object) => {
    const request = post(body);
    request.headers.set('cookie', 'session=session-of-ann');
    return (await read(handler(request)))[0];
  };
  expect(await submit({ inputs: [inputs[0]] })).toBe(400);
  for (let count = 0; count < 10; count++) expect(await submit({ inputs })).toBe(200);
  expect(await submit({ inputs })).toBe(403);
});
