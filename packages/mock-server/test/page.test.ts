import { kinds } from '@chamelaion/spec/operations';
import { expect, test } from 'vitest';
import {
  audio,
  call,
  generate,
  makeJob,
  makeTranslation,
  retrieve,
  startMock,
  translate,
  translation,
  unreachable,
  video,
} from './fixtures.ts';
import { ask, html, read, readCommand } from './page-fixtures.ts';

const files = ['/', '/page/base.css', '/page/page.css', '/page/page.js'];

test('a browser gets the page, which no other page may frame, read or put code into', async () => {
  const mock = await startMock({ cors: true });
  for (const path of [...files, '/page/state']) {
    const { status, headers } = await ask(mock, path, { headers: html });
    expect(status, path).toBe(200);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'/,
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
  const { body } = await ask(mock, '/', { headers: html });
  expect(body).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)|<script>|<style|\son\w+=/);
});

test.each([
  ['a program asks', {}, 'loopback', '/'],
  ['a program posts', { method: 'POST', headers: html }, 'loopback', '/'],
  ['it is switched off', { headers: html }, 'none', '/'],
  ['its state is asked for', { headers: html }, 'none', '/page/state'],
  ['it has no such part', { headers: html }, 'loopback', '/page/page.ts'],
] as const)('no page if %s', async (_, asking, page, path) => {
  const mock = await startMock({ page });
  const { status, headers, body } = await ask(mock, path, asking);
  expect({ status, body }).toEqual({ status: 404, body: '{"error":"not found"}' });
  expect(headers).not.toHaveProperty('content-security-policy');
});

test('it shows jobs of every kind, and when each of their steps comes', async () => {
  const mock = await startMock();
  const start = mock.clock.now();
  const failing = await makeJob(mock, undefined, [unreachable, audio]);
  const lipsync = await makeJob(mock, 'mine');
  const translated = await makeTranslation(mock);
  mock.clock.advance(280);
  const { now, jobs, jobCount } = await read(mock);
  expect([now, jobCount]).toEqual([start + 280, 3]);
  expect(new Set(jobs.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
  const byId = Object.fromEntries(jobs.map((job) => [job.id, job]));
  const stepsOf = (id: string) => byId[id]?.steps.map((step) => `${step.status} ${step.at - start}`).join(', ');
  expect(byId[lipsync]).toMatchObject({ reference: 'mine', status: 'processing', files: [] });
  expect(stepsOf(lipsync)).toBe('queued 0, processing 200, completed 1000');
  expect(byId[failing]).toMatchObject({ status: 'failed', failure: 'video URL is not accessible', files: [] });
  expect(stepsOf(failing)).toBe('queued 0, processing 200, failed 280');
  expect(stepsOf(translated)).toBe('queued 0, uploading 200, processing 600, completed 1000');

  mock.clock.advance(720);
  const ended = Object.fromEntries((await read(mock)).jobs.map((job) => [job.id, job]));
  const { origin } = new URL(mock.url);
  expect(ended[lipsync]?.files).toEqual([{ name: 'output_url', url: (await retrieve(mock, lipsync))['output_url'] }]);
  expect(ended[translated]?.files).toHaveLength(6);
  for (const { url } of ended[translated]?.files ?? []) {
    expect(url.startsWith(`${origin}/output/`)).toBe(true);
    expect((await fetch(url)).status).toBe(200);
  }
});

test('it shows requests with their answers, and not those of the page', async () => {
  const mock = await startMock();
  const start = mock.clock.now();
  await call(mock, '/health');
  mock.clock.advance(5);
  mock.failNext({ status: 503 });
  await call(mock, '/v1/users/me');
  mock.failNext('reset');
  await expect(call(mock, '/health')).rejects.toThrow();
  await call(mock, '/nope');
  const at = start + 5;
  const requests = [
    { method: 'GET', path: '/api/health', operation: 'health.check', at: start, status: 200 },
    { method: 'GET', path: '/api/v1/users/me', operation: 'users.retrieveCurrent', at, status: 503, fault: '503' },
    { method: 'GET', path: '/api/health', operation: 'health.check', at, fault: 'reset' },
    { method: 'GET', path: '/api/nope', at, status: 404 },
  ];
  await read(mock);
  expect((await read(mock)).requests).toEqual(requests);
  expect(mock.requests).toMatchObject(requests);
});

test('no key and no other secret of a request is on it', async () => {
  const key = 'SECRET-key';
  const mock = await startMock({ apiKeys: [key] });
  const url = 'https://user:SECRET@cdn.example.com/SECRET.mp4?signature=SECRET';
  const headers = { authorization: `Bearer ${key}`, 'x-api-key': key, cookie: key, 'x-own': key };
  const secret = { ...video, url };
  await generate(mock, { inputs: [secret, { ...audio, url }] }, headers);
  const hook = { ...translation, inputs: [secret], webhook_url: 'http://127.0.0.1:1/SECRET' };
  await translate(mock, hook, headers);
  await call(mock, `/v1/users/me?api_key=${key}`, { headers });
  await call(mock, '/v1/users/me', { headers: { authorization: `Basic ${key}` } });
  mock.clock.advance(2_000);
  const { jobCount, requests } = await read(mock);
  expect([jobCount, requests.length]).toEqual([2, 4]);
  for (const path of [...files, '/page/state']) {
    const { headers, body } = await ask(mock, path, { headers: html });
    expect(JSON.stringify(headers) + body).not.toContain('SECRET');
  }
});

test('it shows a command for each kind that a shell understands, and that submits a job', async () => {
  const mock = await startMock();
  const { examples } = await read(mock);
  expect(examples.map(({ kind }) => kind)).toEqual(Object.keys(kinds));
  for (const { curl } of examples) {
    const { url, headers, data } = await readCommand(curl);
    const answer = await fetch(url, { method: 'POST', headers, body: data });
    expect(answer.status, curl).toBe(200);
  }
  expect((await read(mock)).jobs.map(({ kind }) => kind).sort()).toEqual(Object.keys(kinds).sort());

  const keyed = await startMock({ apiKeys: ['SECRET'] });
  expect((await read(keyed)).examples[0]?.curl).toContain("'Authorization: Bearer <key>'");
});
