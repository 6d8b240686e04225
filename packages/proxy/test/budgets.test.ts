import type { ProxyOptions, SubmissionOutcome } from '@chamelaion/proxy';
import { expect, test, vi } from 'vitest';
import { pass, stopTime } from './clock.ts';
import { fresh, generated, internalError, json, proxyTo, type Step } from './fake-api.ts';
import { watchLog } from './log.ts';
import { inputs, mediaForm, post, postForm, postRaw, submissions } from './requests.ts';
import { startMock } from './servers.ts';
import { ownerSecret } from './settings.ts';

type BeforeSubmit = NonNullable<ProxyOptions['beforeSubmit']>;

/** A proxy that notes what the application is asked, and told. */
function watched(step: Step = generated) {
  const asked: Parameters<BeforeSubmit>[0][] = [];
  const told: SubmissionOutcome[] = [];
  const proxy = proxyTo(step, {
    async beforeSubmit(planned) {
      asked.push(planned);
      return { settled: (outcome) => void told.push(outcome) };
    },
  });
  return { ...proxy, asked, told };
}

test('an application is asked who submits what, and told that the job was made', async () => {
  const { call, asked, told } = watched();
  const request = post({ inputs, reference_id: 'mine' });
  expect((await call(request))[0]).toBe(200);
  expect((await call(postForm(mediaForm())))[0]).toBe(200);
  // Reads ask for no budget.
  await call('/health');
  expect(asked).toEqual([
    { owner: 'ann', operation: 'lipsync.generate', body: { inputs }, request },
    { owner: 'ann', operation: 'lipsync.generateWithMedia', body: undefined, request: expect.any(Request) },
  ]);
  expect(told).toEqual(['made', 'made']);
});

test.each(submissions)('a job from %s that it refuses is never sent', async (_, request) => {
  const refuse = { status: 402, message: 'your ten jobs are used up' };
  const { call, sent } = proxyTo(generated, { beforeSubmit: () => ({ refuse }) });
  expect(await call(request())).toEqual([402, { error: refuse.message }]);
  expect(sent).toEqual([]);
});

const open = [408, 409, 421, 425, 499, 500].map((status) => [`a ${status}`, json({ error: 'no' }, status)] as const);
const cut = '--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\n\r\nhalf';
test.each<[SubmissionOutcome, string, Step, (() => Request)?]>([
  ['refused', "a refusal in the API's words", json({ error: 'token limit reached' }, 412)],
  ['refused', 'an upload without its end', generated, () => postRaw([cut])],
  ...open.map((row): [SubmissionOutcome, string, Step] => ['unknown', ...row]),
  ['unknown', 'a page of a gateway', () => new Response('<html>', { status: 502 })],
  ['unknown', 'a success without an id', json({ status: 'success' })],
  ['unknown', 'a broken answer to an upload', () => Promise.reject(new Error('reset')), () => postForm(mediaForm())],
])('it is told %s of %s', async (outcome, _, step, request = () => post({ inputs })) => {
  watchLog();
  const { call, told } = watched(step);
  expect((await call(request()))[0]).toBeGreaterThanOrEqual(400);
  expect(told).toEqual([outcome]);
});

test('a job that is sent twice costs its owner one', async () => {
  const { call, asked, told } = watched(fresh);
  const [first, second] = await Promise.all([1, 2].map(() => call(post({ inputs, reference_id: 'mine' }))));
  expect(second).toEqual(first);
  expect([asked.length, told]).toEqual([1, ['made']]);
  const upload = () => call(postForm(mediaForm({ reference_id: 'mine' })));
  const made = await upload();
  expect(await upload()).toEqual(made);
  // The second is known for what it is only once it is there.
  expect(told).toEqual(['made', 'made', 'refused']);
});

test.each<[string, BeforeSubmit]>([
  ['throws', () => Promise.reject(new Error('no database'))],
  ['refuses without a status', () => ({ refuse: { message: 'no' } as never })],
  ['refuses with a success', () => ({ refuse: { status: 200, message: 'no' } })],
  ['gives no function', () => ({ settled: true as never })],
  ['gives no verdict', () => false as never],
])('a beforeSubmit that %s stops the job, and shows in the log alone', async (_, beforeSubmit) => {
  const log = watchLog();
  const { call, sent } = proxyTo(generated, { beforeSubmit });
  expect(await call(post({ inputs }))).toEqual(internalError);
  expect(sent).toEqual([]);
  expect(log).toHaveBeenCalledOnce();
});

test('an error of settled is logged, and the answer stays', async () => {
  const log = watchLog();
  const settled = () => Promise.reject(new Error('no database'));
  const { call } = proxyTo(generated, { beforeSubmit: () => ({ settled }) });
  expect((await call(post({ inputs })))[0]).toBe(200);
  expect(log).toHaveBeenCalledOnce();
});

const never = () => new Promise<never>(() => {});
/** Can be awaited, and is no Promise: some libraries of databases give the like. */
const lazy = () =>
  // biome-ignore lint/suspicious/noThenProperty: it is what is tested
  ({ then() {} }) as unknown as Promise<never>;
test.each<[string, Partial<ProxyOptions>, number]>([
  ['authorize', { authorize: lazy }, 500],
  ['beforeSubmit', { beforeSubmit: never }, 500],
  ['settled', { beforeSubmit: () => ({ settled: never }) }, 200],
  ['references.page', { references: { record: async () => {}, page: lazy } }, 500],
  ['references.record', { references: { record: lazy, page: never } }, 500],
])('a %s that never answers is given half a minute', async (name, options, status) => {
  stopTime();
  const log = watchLog();
  const answered = vi.fn();
  const { call } = proxyTo(generated, options);
  void call(name === 'references.page' ? '/v1/lipsync/requests' : post({ inputs })).then(answered);
  await pass(29_999);
  expect(answered).not.toHaveBeenCalled();
  await pass(1);
  expect(answered).toHaveBeenCalledWith([status, expect.anything()]);
  expect(String(log.mock.calls[0]?.[1])).toContain(name);
});

test('media may be limited to hosts', async () => {
  const { call, sent } = proxyTo(generated, { mediaHosts: ['cdn.example.com', 'media.test:8443'] });
  const refused = [400, { error: 'media must come from cdn.example.com or media.test:8443' }];
  const submit = (url: string) => call(post({ inputs: [{ type: 'video', url }, inputs[1]] }));
  const ofOthers = ['evil.test', 'cdn.example.com.evil.test', 'cdn.example.com@evil.test', 'cdn.example.com:8443'];
  // What other parsers than this one read as another host.
  const ambiguous = ['cdn.example.com\\@evil.test', 'evil.test\t@cdn.example.com', 'me:secret@cdn.example.com'];
  ambiguous.push('cdn.example.com#@evil.test', 'cdn.example.com?@evil.test');
  const begins = ['https:\\\\', 'https:/', 'https:', 'ht\ntps://', ' https://', 'gopher://', ''];
  const urls = [...ofOthers, ...ambiguous].map((host) => `https://${host}/a.mp4`);
  for (const url of [...urls, ...begins.map((begin) => `${begin}cdn.example.com/a.mp4`)]) {
    expect(await submit(url)).toEqual(refused);
  }
  expect(sent).toEqual([]);
  expect((await submit('https://CDN.example.com/a.mp4'))[0]).toBe(200);
  expect((await submit('https://media.test:8443?a=b'))[0]).toBe(200);
});

test('the documented budget lets ten jobs pass, and gives back what was refused', async () => {
  const mock = await startMock();
  vi.stubEnv('CHAMELAION_API_KEY', 'any');
  vi.stubEnv('CHAMELAION_OWNER_SECRET', ownerSecret);
  vi.stubEnv('CHAMELAION_BASE_URL', mock.url);
  const { handler } = await import('../examples/budgets.ts');
  vi.unstubAllEnvs();
  const submit = async (body: object) => {
    const { status } = await handler(post(body, { cookie: 'session=session-of-ann' }));
    return status;
  };
  expect(await submit({ inputs: [inputs[0]] })).toBe(400);
  for (let count = 0; count < 10; count++) expect(await submit({ inputs })).toBe(200);
  expect(await submit({ inputs })).toBe(403);
});
