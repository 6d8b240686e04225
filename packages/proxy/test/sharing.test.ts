import { expect, test, vi } from 'vitest';
import { pass, stopTime } from './clock.ts';
import { fresh, generated, json, proxyTo, type Step } from './fake-api.ts';
import { inputs, mediaForm, post, postForm, postRaw, submissions } from './requests.ts';

/** A proxy before an API whose answers wait until they are let go. */
function gated(step: Step = fresh) {
  const waiting: (() => void)[] = [];
  const proxy = proxyTo((sent) => new Promise((resolve) => waiting.push(() => resolve(step(sent)))));
  return { ...proxy, letGo: () => waiting.shift()?.() };
}

test.each(submissions)('a job from %s that is sent twice while in flight is made once', async (_, request) => {
  const { call, sent, letGo } = gated();
  const first = call(request('mine'));
  await expect.poll(() => sent.length).toBe(1);
  const second = call(request('mine'));
  letGo();
  expect(await first).toEqual([200, expect.objectContaining({ status: 'success' })]);
  expect(await second).toEqual(await first);
  expect(await call(request('mine'))).toEqual(await first);
  // The second of an upload never gets its end.
  expect(sent).toHaveLength(1);
});

test('an answer is kept for a minute, and no longer', async () => {
  stopTime();
  const { call, sent } = proxyTo(fresh);
  const submit = () => call(post({ inputs, reference_id: 'mine' }));
  const first = await submit();
  await pass(59_999);
  expect(await submit()).toEqual(first);
  await pass(1);
  expect(await submit()).not.toEqual(first);
  expect(sent).toHaveLength(2);
});

test('an answer that never comes is waited for no longer than any can take', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const steps = [() => new Promise<never>(() => {})];
  const { call, sent } = proxyTo((seen) => (steps.shift() ?? fresh)(seen));
  const submit = () => call(post({ inputs, reference_id: 'mine' }));
  void submit();
  await expect.poll(() => sent.length).toBe(1);
  vi.advanceTimersByTime(300_000);
  expect((await submit())[0]).toBe(200);
  vi.useRealTimers();
});

const named = (user?: string) => post({ inputs, reference_id: 'mine' }, {}, user);
const upload = (fields: Record<string, string | File> = {}) => postForm(mediaForm({ reference_id: 'mine', ...fields }));
const wav = (content: string, name = 'audio.wav') => ({ audio: new File([content], name, { type: 'audio/wav' }) });

test.each<[string, () => Request, () => Request]>([
  ['that of another owner', () => named('ann'), () => named('bob')],
  ['that of everyone', () => named('null'), () => named('everyone')],
  ['one of another reference', named, () => post({ inputs, reference_id: 'mine2' })],
  ['one of no reference', () => post({ inputs }), () => post({ inputs })],
  ['one of other inputs', named, () => post({ inputs: [...inputs].reverse(), reference_id: 'mine' })],
  ['another take of the same length', upload, () => upload(wav('b sound'))],
  ['another name of a file', upload, () => upload(wav('a sound', 'take-2.wav'))],
  ['a longer silence', () => upload(wav('\0'.repeat(10))), () => upload(wav('\0'.repeat(11)))],
  ['one with another flag', upload, () => upload({ disable_active_speaker_detection: 'true' })],
  ['an upload of the same reference', named, upload],
  // Their checksums of 32 bits are the same.
  ['a take like it', () => upload(wav('take-1p0vtlo02k')), () => upload(wav('take-1dyeqv8blw'))],
])('%s is another job', async (_, one, other) => {
  const { call, sent } = proxyTo(fresh);
  const first = await call(one());
  expect(first[0]).toBe(200);
  expect(await call(other())).not.toEqual(first);
  expect(sent).toHaveLength(2);
});

test('a failure is shared by those who wait, and then forgotten', async () => {
  const steps = [json({ error: 'rate limit exceeded' }, 429, { 'retry-after': '1' })];
  const { call, sent, letGo } = gated((seen) => (steps.shift() ?? generated)(seen));
  const both = [call(named()), call(named())];
  await expect.poll(() => sent.length).toBe(1);
  letGo();
  const refused = [429, { error: 'rate limit exceeded' }];
  expect(await Promise.all(both)).toEqual([refused, refused]);
  const third = call(named());
  await expect.poll(() => sent.length).toBe(2);
  letGo();
  expect((await third)[0]).toBe(200);
});

test('a large upload is the same however the network cuts it, and another by its first or last byte', async () => {
  const bytes = Buffer.alloc(300_000, 'film');
  const part = (disposition: string) => `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
  const { call } = proxyTo(fresh);
  const send = (content: Buffer, size: number) => {
    const head = `${part('name="reference_id"')}batch\r\n${part('name="video"; filename="v"')}`;
    const tail = `\r\n${part('name="audio"; filename="a"')}a sound\r\n--b--\r\n`;
    const whole = Buffer.concat([Buffer.from(head), content, Buffer.from(tail)]);
    const count = Math.ceil(whole.length / size);
    return call(postRaw(Array.from({ length: count }, (_, n) => whole.subarray(n * size, (n + 1) * size))));
  };
  const first = await send(bytes, 65_536);
  expect(first[0]).toBe(200);
  expect(await send(bytes, 7_777)).toEqual(first);
  expect(await send(bytes, 300_000)).toEqual(first);
  for (const place of [0, bytes.length - 1]) {
    const other = Buffer.from(bytes);
    other[place] = 0;
    expect(await send(other, 65_536)).not.toEqual(first);
  }
});
