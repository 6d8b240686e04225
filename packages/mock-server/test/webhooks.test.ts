import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import {
  audio,
  generate,
  idOf,
  jobCount,
  makeTranslation,
  retrieveTranslation,
  startMock,
  translateUpload,
  unreachable,
  video,
} from './fixtures.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const inputs = [unreachable];

/** Lets calls that must not come have the time of two that do, and gives the paths of all. */
async function pathsAfterOthers(receiver: Receiver): Promise<(string | undefined)[]> {
  const other = await startMock();
  for (const path of ['/other', '/another']) {
    await makeTranslation(other, { webhook_url: `http://127.0.0.1:${receiver.port}${path}` });
    other.clock.advance(1_000);
    await receiver.nextCall();
  }
  return receiver.calls.map(({ path }) => path).filter((path) => path !== '/other' && path !== '/another');
}

test('the address is called once, when the job is completed', async () => {
  const receiver = await startReceiver();
  const mock = await startMock();
  const id = await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/hooks?job=1` });
  mock.clock.advance(999);
  expect(await pathsAfterOthers(receiver)).toEqual([]);
  mock.clock.advance(1);
  expect(await receiver.nextCall()).toEqual({
    method: 'POST',
    path: '/hooks?job=1',
    contentType: 'application/json',
    body: { request_id: id, status: 'completed' },
  });
  mock.clock.advance(1_000_000);
  expect(await pathsAfterOthers(receiver)).toEqual(['/hooks?job=1']);
});

test('an upload is called as well', async () => {
  const receiver = await startReceiver();
  const mock = await startMock();
  const webhook_url = `http://localhost:${receiver.port}/`;
  const request_id = idOf(await translateUpload(mock, { target_languages: 'de', webhook_url }));
  mock.clock.advance(1_000);
  expect(await receiver.nextCall()).toMatchObject({ body: { request_id, status: 'completed' } });
});

test('jobs that end within one step are all called, each with how it ended', async () => {
  const receiver = await startReceiver();
  const mock = await startMock();
  const webhook_url = `http://127.0.0.1:${receiver.port}/`;
  const first = await makeTranslation(mock, { webhook_url });
  mock.clock.advance(100);
  const failing = await makeTranslation(mock, { inputs, webhook_url });
  mock.clock.advance(10_000);
  const bodies = [(await receiver.nextCall()).body, (await receiver.nextCall()).body];
  expect(bodies).toEqual(
    expect.arrayContaining([
      { request_id: failing, status: 'failed' },
      { request_id: first, status: 'completed' },
    ]),
  );
});

test.each([
  [undefined, ['/local']],
  ['loopback', ['/local']],
  ['any', ['/all', '/local']],
  ['none', []],
] as const)('with webhooks %s', async (webhooks, called) => {
  const receiver = await startReceiver();
  const mock = await startMock({ webhooks });
  // By its name this one is no address of this machine, though it leads there.
  await makeTranslation(mock, { webhook_url: `http://0.0.0.0:${receiver.port}/all` });
  await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/local` });
  mock.clock.advance(1_000);
  for (const _ of called) await receiver.nextCall();
  expect((await pathsAfterOthers(receiver)).sort()).toEqual(called);
});

test.each<['reset' | 'close']>([['reset'], ['close']])('%s() forgets the jobs that have not ended', async (method) => {
  const receiver = await startReceiver();
  const mock = await startMock();
  await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/forgotten` });
  await mock[method]();
  mock.clock.advance(1_000);
  expect(await pathsAfterOthers(receiver)).toEqual([]);
});

test('lip sync has no webhooks', async () => {
  const receiver = await startReceiver();
  const mock = await startMock();
  await generate(mock, { inputs: [video, audio], webhook_url: `http://127.0.0.1:${receiver.port}/lipsync` });
  mock.clock.advance(1_000);
  expect(await pathsAfterOthers(receiver)).toEqual([]);
});

async function expectUnharmed(mock: MockServer, id: string): Promise<void> {
  expect(await retrieveTranslation(mock, id)).toMatchObject({ status: 'completed' });
  expect(await jobCount(mock, 'video-translate')).toBe(1);
}

test.each<[string, RequestListener]>([
  ['refuses', (_, response) => response.writeHead(500).end('no')],
  ['hangs up', (request) => request.socket.destroy()],
  ['breaks off', (_, response) => response.writeHead(200).write('half', () => response.destroy())],
  ['never ends its answer', (_, response) => response.writeHead(200).write('half')],
  ['redirects', (_, response) => response.writeHead(307, { location: '/followed' }).end()],
])('an application that %s does no harm, and is not called again', async (_, answer) => {
  const receiver = await startReceiver((request, response) => {
    if (request.url === '/bad') answer(request, response);
    else response.end();
  });
  const mock = await startMock();
  const id = await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/bad` });
  mock.clock.advance(1_000);
  await receiver.nextCall();
  expect(await pathsAfterOthers(receiver)).toEqual(['/bad']);
  await expectUnharmed(mock, id);
});

test('a call that gets no answer ends with the mock', async () => {
  let closed: Promise<unknown> | undefined;
  const receiver = await startReceiver(({ socket }) => {
    closed = once(socket, 'close');
  });
  const mock = await startMock();
  const id = await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/` });
  mock.clock.advance(1_000);
  await receiver.nextCall();
  await expectUnharmed(mock, id);
  await mock.close();
  await closed;
}, 9_000); // Less than the 10 s after which the call ends by itself.

test.each([
  'http://127.0.0.1:1/nobody-listens',
  'http://127.0.0.1:99999/',
  'http://a%20b/',
  'http://me:secret@127.0.0.1/',
  'ftp://127.0.0.1/',
  'urn:example:hook',
])('%s cannot be called, and the job runs all the same', async (webhook_url) => {
  const mock = await startMock({ webhooks: 'any' });
  const id = await makeTranslation(mock, { webhook_url });
  mock.clock.advance(1_000);
  await expectUnharmed(mock, id);
});

test('no webhook resets the mock', async () => {
  const mock = await startMock();
  const id = await makeTranslation(mock, { webhook_url: new URL('/page/reset', mock.url) });
  mock.clock.advance(1_000);
  await pathsAfterOthers(await startReceiver());
  await expectUnharmed(mock, id);
});

test('with the system clock, the call comes by itself', async () => {
  const receiver = await startReceiver();
  const mock = await startMock({ clock: 'system', queuedMs: 5, processingMs: 5 });
  await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/forgotten` });
  mock.reset();
  await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/system` });
  expect(await receiver.nextCall()).toMatchObject({ path: '/system', body: { status: 'completed' } });
  expect(await pathsAfterOthers(receiver)).toEqual(['/system']);
});

test('with the system clock, a job of 30 days is called when the time is advanced, not before', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  const receiver = await startReceiver();
  const days = 30 * 24 * 3_600_000;
  const mock = await startMock({ clock: 'system', queuedMs: 0, processingMs: days });
  await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/film` });
  mock.clock.advance(1_000);
  expect(await pathsAfterOthers(receiver)).toEqual([]);
  mock.clock.advance(days);
  expect(await receiver.nextCall()).toMatchObject({ path: '/film' });
  // A timer of more than 24 days would fire at once, again and again.
  expect(warnings).toEqual([]);
});

test('a job that takes no time is called at once', async () => {
  const receiver = await startReceiver();
  for (const clock of ['manual', 'system'] as const) {
    const mock = await startMock({ clock, queuedMs: 0, processingMs: 0 });
    await makeTranslation(mock, { webhook_url: `http://127.0.0.1:${receiver.port}/${clock}` });
    expect(await receiver.nextCall()).toMatchObject({ path: `/${clock}` });
  }
});
