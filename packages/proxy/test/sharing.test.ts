import { expect, test, vi } from 'vitest';
import { generated, inputs, mediaForm, post, postForm, postRaw, proxyTo, read, type Step } from './fake-api.ts';

/** An API whose answers wait until they are let go, each with its own id. */
function gated() {
  const waiting: (() => void)[] = [];
  const step: Step = () =>
    new Promise((resolve) => {
      waiting.push(() => resolve(Response.json({ status: 'success', request_id: crypto.randomUUID() })));
    });
  return { step, waiting };
}

function withAudio(audio: File): FormData {
  const form = mediaForm({ reference_id: 'batch' });
  form.set('audio', audio);
  return form;
}

const fresh: Step = () => Response.json({ status: 'success', request_id: crypto.randomUUID() });

test('a job that is sent twice while in flight is made once', async () => {
  const { step, waiting } = gated();
  const { handler, sent } = proxyTo(step);
  const job = () => post({ inputs, reference_id: 'mine' });
  const both = [read(handler(job())), read(handler(job()))];
  await expect.poll(() => waiting.length).toBe(1);
  waiting[0]?.();
  const [first, second] = await Promise.all(both);
  expect(first).toEqual([200, expect.objectContaining({ status: 'success' })]);
  expect(second).toEqual(first);
  expect(sent).toHaveLength(1);
});

test('an answer is kept for a minute, and no longer', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const { handler, sent } = proxyTo(fresh);
    const submit = () => read(handler(post({ inputs, reference_id: 'mine' })));
    const first = await submit();
    vi.advanceTimersByTime(59_000);
    expect(await submit()).toEqual(first);
    vi.advanceTimersByTime(1_000);
    expect(await submit()).not.toEqual(first);
    expect(sent).toHaveLength(2);
  } finally {
    vi.useRealTimers();
  }
});

test('an answer that never comes is waited for no longer than any can take', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const steps = [() => new Promise<never>(() => {})];
    const { handler, sent } = proxyTo((call) => (steps.shift() ?? fresh)(call));
    const submit = () => read(handler(post({ inputs, reference_id: 'mine' })));
    void submit();
    await expect.poll(() => sent.length).toBe(1);
    vi.advanceTimersByTime(300_000);
    expect((await submit())[0]).toBe(200);
  } finally {
    vi.useRealTimers();
  }
});

test('an upload that is sent twice is made once, and the second never gets its end', async () => {
  const { step, waiting } = gated();
  let ends = 0;
  const { handler, sent } = proxyTo(async (call) => {
    ends++;
    return step(call);
  });
  const upload = () => handler(postForm(mediaForm({ reference_id: 'mine' })));
  const first = read(upload());
  await expect.poll(() => waiting.length).toBe(1);
  const second = read(upload());
  waiting[0]?.();
  expect(await second).toEqual(await first);
  expect(await read(upload())).toEqual(await first);
  expect([ends, sent.length]).toEqual([1, 1]);
});

test.each<[string, () => Request, () => Request]>([
  [
    'another owner',
    () => post({ inputs, reference_id: 'mine' }, {}, 'ann'),
    () => post({ inputs, reference_id: 'mine' }, {}, 'bob'),
  ],
  [
    'everyone',
    () => post({ inputs, reference_id: 'mine' }, {}, 'null'),
    () => post({ inputs, reference_id: 'mine' }, {}, 'everyone'),
  ],
  ['another reference', () => post({ inputs, reference_id: 'mine' }), () => post({ inputs, reference_id: 'mine2' })],
  ['no reference', () => post({ inputs }), () => post({ inputs })],
  [
    'other inputs under the same reference',
    () => post({ inputs, reference_id: 'batch' }),
    () => post({ inputs: [inputs[0], { type: 'audio', url: 'https://x.test' }], reference_id: 'batch' }),
  ],
  [
    'another take of the same length',
    () => postForm(mediaForm({ reference_id: 'batch' })),
    () => postForm(withAudio(new File(['b sound'], 'audio.wav', { type: 'audio/wav' }))),
  ],
  [
    'another name of a file',
    () => postForm(mediaForm({ reference_id: 'batch' })),
    () => postForm(withAudio(new File(['a sound'], 'take-2.wav', { type: 'audio/wav' }))),
  ],
  [
    'a longer silence',
    () => postForm(withAudio(new File([new Uint8Array(10)], 'audio.wav'))),
    () => postForm(withAudio(new File([new Uint8Array(11)], 'audio.wav'))),
  ],
  [
    'another flag',
    () => postForm(mediaForm({ reference_id: 'batch' })),
    () => postForm(mediaForm({ reference_id: 'batch', disable_active_speaker_detection: 'true' })),
  ],
  [
    'an upload of the same reference',
    () => post({ inputs, reference_id: 'mine' }),
    () => postForm(mediaForm({ reference_id: 'mine' })),
  ],
])('%s is another job', async (_, one, other) => {
  const { handler, sent } = proxyTo(fresh);
  const answers = [await read(handler(one())), await read(handler(other()))];
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(2);
  expect(sent).toHaveLength(2);
});

test('a failure is shared by those who wait, and then forgotten', async () => {
  let fail = () => {};
  const failing: Step = () =>
    new Promise((resolve) => {
      fail = () =>
        resolve(Response.json({ error: 'rate limit exceeded' }, { status: 429, headers: { 'retry-after': '1' } }));
    });
  const steps = [failing, generated];
  const { handler, sent } = proxyTo((call) => (steps.shift() ?? generated)(call));
  const submit = () => read(handler(post({ inputs, reference_id: 'mine' })));
  const both = [submit(), submit()];
  await expect.poll(() => sent.length).toBe(1);
  fail();
  const refused = [429, { error: 'rate limit exceeded' }];
  expect(await Promise.all(both)).toEqual([refused, refused]);
  expect((await submit())[0]).toBe(200);
  expect(sent).toHaveLength(2);
});

test('two takes whose checksums of 32 bits are the same are two jobs', async () => {
  const { handler, sent } = proxyTo(fresh);
  const takes = ['take-1p0vtlo02k', 'take-1dyeqv8blw'].map((take) => withAudio(new File([take], 'audio.wav')));
  const answers = await Promise.all(takes.map((form) => read(handler(postForm(form)))));
  expect(sent).toHaveLength(2);
  expect(answers[0]).not.toEqual(answers[1]);
});

test('a large upload is the same however the network cuts it, and another by its first or last byte', async () => {
  const bytes = Buffer.alloc(300_000, 'film');
  const raw = (content: Buffer, size: number) => {
    const head = '--b\r\nContent-Disposition: form-data; name="reference_id"\r\n\r\nbatch\r\n';
    const part = (name: string) => `--b\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\n\r\n`;
    const whole = Buffer.concat([
      Buffer.from(head + part('video')),
      content,
      Buffer.from(`\r\n${part('audio')}a sound\r\n--b--\r\n`),
    ]);
    const cuts = Array.from({ length: Math.ceil(whole.length / size) }, (_, n) =>
      whole.subarray(n * size, (n + 1) * size),
    );
    return read(handler(postRaw(cuts)));
  };
  const { handler } = proxyTo(fresh);
  const first = await raw(bytes, 65_536);
  expect(first[0]).toBe(200);
  expect(await raw(bytes, 7_777)).toEqual(first);
  expect(await raw(bytes, 300_000)).toEqual(first);
  for (const place of [0, bytes.length - 1]) {
    const other = Buffer.from(bytes);
    other[place] = 0;
    expect(await raw(other, 65_536)).not.toEqual(first);
  }
});
