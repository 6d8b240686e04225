import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import {
  audio,
  call,
  generate,
  jobCount,
  makeTranslation,
  mediaForm,
  retrieveTranslation,
  startMock,
  translate,
  translateUpload,
  translation,
  upload,
  video,
} from './fixtures.ts';
import { openSocket, rawPost, readAll, sendRaw } from './raw.ts';

const uploadPath = '/v1/lipsync/generate-with-media';
const multipart = 'multipart/form-data; boundary=XX';
const videoPart = '--XX\r\nContent-Disposition: form-data; name="video"; filename="v.mp4"\r\n\r\nDATA\r\n';

const invalid = { status: 400, body: { error: 'invalid request body' } };
const field = (name: string, text = '') => `--XX\r\nContent-Disposition: form-data${name}\r\n\r\n${text}\r\n`;

async function expectAlive(mock: MockServer): Promise<void> {
  expect((await call(mock, '/health')).body).toEqual({ status: 'ok' });
}

test.each([
  ['an unbalanced bracket', '{"inputs": [}'],
  ['100,000 nested brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['100,000 nested inputs', `{"inputs":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['100,000 nested objects', `{"inputs":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
  ['10 MB of JSON', JSON.stringify({ inputs: [video, audio], reference_id: 'x'.repeat(10_000_000) })],
  ['10,000 wrong inputs', JSON.stringify({ inputs: Array(10_000).fill({ ...video, type: 'text' }) })],
  ['__proto__', '{"__proto__": {"inputs": []}, "constructor": {"prototype": 1}}'],
])('%s', async (_, body) => {
  const mock = await startMock();
  expect((await generate(mock, body)).status).toBe(400);
  await expectAlive(mock);
});

const malformedForms: [string, string, string, string][] = [
  ['no boundary', 'multipart/form-data', videoPart, 'invalid request body'],
  ['an empty boundary', 'multipart/form-data; boundary=', videoPart, 'invalid request body'],
  ['another boundary', 'multipart/form-data; boundary=YY', videoPart, 'invalid request body'],
  ['no body', multipart, '', 'invalid request body'],
  ['no part at all', multipart, 'hello', 'invalid request body'],
  ['no last boundary', multipart, videoPart, 'invalid request body'],
  ['a part that ends in its headers', multipart, '--XX\r\nContent-Disposition: form-data; na', 'invalid request body'],
  ['a part without headers', multipart, '--XX\r\n\r\nDATA\r\n--XX--\r\n', 'invalid request body'],
  ['a header that is none', multipart, '--XX\r\njunk\r\n\r\nDATA\r\n--XX--\r\n', 'invalid request body'],
  ['a huge header', multipart, `--XX\r\nA: ${'x'.repeat(200_000)}\r\n\r\n\r\n--XX--\r\n`, 'invalid request body'],
  ['200 fields', multipart, `${field('; name="a"').repeat(200)}--XX--\r\n`, 'invalid request body'],
  ['a part without a name', multipart, `${field('', 'DATA')}--XX--\r\n`, 'video file is required'],
  ['only an end', multipart, '--XX--\r\n', 'video file is required'],
  ['a field named __proto__', multipart, `${field('; name="__proto__"', 'x')}--XX--\r\n`, 'video file is required'],
];

test.each(malformedForms)('a form with %s', async (_, contentType, body, error) => {
  const mock = await startMock();
  const answer = await sendRaw(mock, rawPost(uploadPath, contentType, body));
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toContain(JSON.stringify({ error }));
  await expectAlive(mock);
});

const mostText = 4 * 1_048_576;
const long = 'x'.repeat(mostText - 1);

test.each([
  ['one text', { reference_id: long }, { reference_id: `${long}xx` }],
  ['its texts together', { reference_id: long, more: 'x' }, { reference_id: long, more: 'xx' }],
])('a form may have 4 MiB of text: %s', async (_, fits, exceeds) => {
  const mock = await startMock();
  expect((await upload(mock, mediaForm(fits))).status).toBe(200);
  expect(await upload(mock, mediaForm(exceeds))).toMatchObject(invalid);
});

test('JSON may have 4 MiB', async () => {
  const mock = await startMock();
  const body = JSON.stringify({ inputs: [video, audio] }).padEnd(mostText);
  expect((await generate(mock, body)).status).toBe(200);
  expect(await generate(mock, `${body} `)).toMatchObject(invalid);
});

test('settings may be nested, but not deeper than an answer can repeat', async () => {
  const mock = await startMock();
  const nested = (depth: number) => ({ more: JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) });
  const fits = await makeTranslation(mock, { config: nested(90) });
  expect(await retrieveTranslation(mock, fits)).toMatchObject({ config: nested(90) });

  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const tooDeep = JSON.stringify({ ...translation, config: {} }).replace('{}', deep);
  expect((await translate(mock, tooDeep)).status).toBe(400);
  expect(await jobCount(mock, 'video-translate')).toBe(1);
});

test('a list may have 1,000 items, which the mock compares with each other', async () => {
  const mock = await startMock();
  for (const [count, status] of [
    [1_000, 200],
    [1_001, 400],
  ] as const) {
    const target_languages = Array.from({ length: count }, (_, index) => `x-${index}`);
    expect((await translate(mock, { ...translation, target_languages })).status).toBe(status);
    expect((await translateUpload(mock, { target_languages: String(target_languages) })).status).toBe(status);
  }
});

test('100 MB stream through, and nothing is kept', async () => {
  const mock = await startMock();
  const form = mediaForm();
  const piece = await openAsBlob(fileURLToPath(new URL('../assets/sample.mp4', import.meta.url)));
  const copies = Math.ceil(100_000_000 / piece.size);
  form.set('video', new Blob(Array(copies).fill(piece)), 'video.mp4');
  expect((await upload(mock, form)).status).toBe(200);
  expect(mock.requests[0]?.body).toMatchObject({ video: { bytes: copies * piece.size } });
});

test('the files of an upload may not exceed the limit together', async () => {
  const limit = await startMock({ maxUploadBytes: 14 });
  expect((await upload(limit)).status).toBe(200);
  const less = await startMock({ maxUploadBytes: 13 });
  expect(await upload(less)).toMatchObject(invalid);
});

test('a client that hangs up in the middle of a body', async () => {
  const mock = await startMock();
  for (const request of [
    rawPost('/v1/lipsync/generate', 'application/json', '{"inputs": []}').slice(0, -5),
    rawPost(uploadPath, multipart, videoPart).slice(0, -5),
    'POST /api/v1/lipsync/generate HTT',
  ]) {
    const socket = openSocket(mock);
    await once(socket, 'connect');
    await new Promise<void>((resolve) => socket.write(request, () => resolve()));
    socket.destroy();
    await expectAlive(mock);
  }
  expect(await jobCount(mock)).toBe(0);
});

test('clients that never finish disturb no other client, and close() ends them', async () => {
  const mock = await startMock();
  const unfinished = rawPost('/v1/lipsync/generate', 'application/json', '{"inputs": []}').slice(0, -5);
  const sockets = Array.from({ length: 50 }, () => openSocket(mock));
  await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.write(unfinished, () => resolve()))));
  await expectAlive(mock);
  const ends = Promise.all(sockets.map((socket) => readAll(socket)));
  await mock.close();
  await ends;
});

test.each([
  ['a header that is too large', `GET /api/health HTTP/1.1\r\nHost: mock\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['no HTTP', 'HELLO\r\n\r\n', 400],
  ['two lengths', 'POST /api/health HTTP/1.1\r\nHost: mock\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  ['a broken chunk', 'POST /api/health HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n', 400],
])('%s is answered in the shape of the API', async (_, bytes, status) => {
  const mock = await startMock();
  const answer = await readAll(openSocket(mock, bytes));
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  expect(answer).toMatch(/\{"error":"[^"]+"\}/);
  await expectAlive(mock);
});

test('1,000 random byte strings', async () => {
  const mock = await startMock();
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  process.stdout.write(`SEED=${seed}\n`);
  let drawn = 0;
  // The same for the same seed.
  const draw = () => createHash('shake256', { outputLength: 200 }).update(`${seed} ${drawn++}`).digest();
  const prefixes = [
    '',
    'GET /api/',
    'POST /api/v1/lipsync/generate HTTP/1.1\r\n',
    rawPost(uploadPath, multipart, '--XX\r\n', 'X: '),
  ];
  for (let batch = 0; batch < 20; batch += 1) {
    const sockets = Array.from({ length: 50 }, () => openSocket(mock));
    await Promise.all(
      sockets.map(async (socket) => {
        const prefix = prefixes[batch % prefixes.length] ?? '';
        const answer = readAll(socket);
        socket.end(Buffer.concat([Buffer.from(prefix), draw()]));
        expect(await answer).toMatch(/^(HTTP\/1.1 [45]|$)/);
      }),
    );
  }
  await expectAlive(mock);
});
