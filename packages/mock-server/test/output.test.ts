import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeJob, retrieve, startMock } from './fixtures.ts';
import { sendRaw } from './raw.ts';

// As text, a byte each: arrays are compared element by element, which takes a tenth of a second.
const sample = await readFile(new URL('../assets/sample.mp4', import.meta.url), 'latin1');

async function completedOutput(): Promise<string> {
  const mock = await startMock();
  const id = await makeJob(mock);
  mock.clock.advance(1_000);
  return (await retrieve(mock, id))['output_url'] ?? '';
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString('latin1');

test('the output is an MP4 that needs no token', async () => {
  const response = await fetch(await completedOutput());
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('video/mp4');
  expect(response.headers.get('accept-ranges')).toBe('bytes');
  expect(await bytesOf(response)).toBe(sample);
});

test('the sample begins with its index, so that it plays while it loads', () => {
  expect(sample.slice(4, 8)).toBe('ftyp');
  expect(sample.indexOf('moov')).toBeLessThan(sample.indexOf('mdat'));
  expect(sample).toContain('avc1');
  expect(sample).toContain('mp4a');
  expect(sample.length).toBeLessThan(60_000);
});

test.each(['a b', 'mock/x', 'mock@evil.test', '"><script>'])('a Host that is none makes no URL: %s', async (host) => {
  const mock = await startMock();
  const id = await makeJob(mock);
  mock.clock.advance(1_000);
  const head = `GET /api/v1/lipsync/requests/${id} HTTP/1.1\r\nHost: ${host}\r\nx-api-key: any\r\n\r\n`;
  expect(await sendRaw(mock, head)).toContain(`"output_url":"${new URL(mock.url).origin}/output/`);
});

test.each([
  ['bytes=0-99', 0, 100],
  ['bytes=100-', 100, sample.length],
  ['bytes=-7', sample.length - 7, sample.length],
])('the range %s', async (range, from, to) => {
  const response = await fetch(await completedOutput(), { headers: { range } });
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${sample.length}`);
  expect(await bytesOf(response)).toBe(sample.slice(from, to));
});

test('a range beyond the end', async () => {
  const response = await fetch(await completedOutput(), { headers: { range: `bytes=${sample.length}-` } });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe(`bytes */${sample.length}`);
});

test('If-Range gives the part of the same video, and the whole of another', async () => {
  const url = await completedOutput();
  const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag') ?? '';
  // A weak one could not vouch for the bytes.
  expect(etag).toMatch(/^"/);
  const part = await fetch(url, { headers: { range: 'bytes=0-9', 'if-range': etag } });
  expect(part.status).toBe(206);
  const whole = await fetch(url, { headers: { range: 'bytes=0-9', 'if-range': '"another"' } });
  expect(whole.status).toBe(200);
  expect(await bytesOf(whole)).toBe(sample);
});

test('HEAD has the headers of GET', async () => {
  const response = await fetch(await completedOutput(), { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-length')).toBe(String(sample.length));
  expect(await bytesOf(response)).toHaveLength(0);
});

test('there is no output before the job is completed, for no job, and by no other method', async () => {
  const mock = await startMock();
  const id = await makeJob(mock, 'mine');
  const status = async (name: string, method = 'GET') =>
    (await fetch(new URL(`/output/${name}.mp4`, mock.url), { method })).status;
  expect(await status(id)).toBe(404);
  mock.clock.advance(1_000);
  expect(await status(id)).toBe(200);
  expect(await status('mine')).toBe(404);
  expect(await status('..%2f..%2fpackage')).toBe(404);
  expect(await status(id, 'DELETE')).toBe(405);
});
