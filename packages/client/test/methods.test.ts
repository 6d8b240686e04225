import Chamelaion from '@chamelaion/client';
import { createFetchClient } from '@chamelaion/client/fetch';
import { expect, onTestFinished, test, vi } from 'vitest';
import { answeringJSON, body } from './answer.ts';

const baseURL = 'https://mock.test/api';
const request_id = '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8';

test('health.check sends no credentials, even if there are some', async () => {
  const { fetch, calls } = answeringJSON({ status: 'ok' });
  const client = new Chamelaion({ apiKey: 'key', bearerToken: 'token', baseURL, fetch });
  expect(await client.health.check()).toEqual({ status: 'ok' });
  expect(calls[0]).toMatchObject({ url: `${baseURL}/health`, init: { method: 'GET' } });
  expect([...(calls[0]?.headers ?? [])]).toEqual([]);
});

test('lipsync.requests.retrieve encodes the id', async () => {
  const { fetch, calls } = answeringJSON({ id: request_id, status: 'queued' });
  const client = new Chamelaion({ apiKey: 'key', baseURL, fetch });
  await client.lipsync.requests.retrieve('a/b?c#d é');
  expect(calls[0]?.url).toBe(`${baseURL}/v1/lipsync/requests/a%2Fb%3Fc%23d%20%C3%A9`);
});

test('lipsync.requests.list sends only the parameters that are set', async () => {
  const { fetch, calls } = answeringJSON({ data: [], pagination: { limit: 5, offset: 0, total: 0 } });
  const client = new Chamelaion({ apiKey: 'key', baseURL: `${baseURL}/`, fetch });
  await client.lipsync.requests.list();
  await client.lipsync.requests.list({ limit: 5, offset: undefined, reference_id: 'a&b' });
  expect(calls.map(({ url }) => url)).toEqual([
    `${baseURL}/v1/lipsync/requests`,
    `${baseURL}/v1/lipsync/requests?limit=5&reference_id=a%26b`,
  ]);
});

test("a call's headers win over the client's, and null takes one away", async () => {
  const { fetch, calls } = answeringJSON({ name: 'me' });
  const defaultHeaders = { 'X-Team': 'dubbing', 'x-trace': '1' };
  const client = new Chamelaion({ apiKey: 'key', baseURL, fetch, defaultHeaders });
  await client.users.retrieveCurrent({ headers: { 'x-team': 'lab', 'X-Trace': null, 'x-none': undefined } });
  await client.users.retrieveCurrent({ headers: new Headers({ 'x-api-key': 'other' }) });
  expect(Object.fromEntries(calls[0]?.headers ?? [])).toEqual({ 'x-api-key': 'key', 'x-team': 'lab' });
  expect(calls[1]?.headers.get('x-api-key')).toBe('other');
});

test('fetch is looked up anew for each request', async () => {
  const { fetch, calls } = answeringJSON({ status: 'ok' });
  const client = new Chamelaion({ baseURL });
  vi.stubGlobal('fetch', fetch);
  onTestFinished(() => void vi.unstubAllGlobals());
  await client.health.check();
  expect(calls).toHaveLength(1);
});

test('the thin layer gives data, error and response for any path', async () => {
  const found = createFetchClient({ apiKey: 'key', baseURL, ...answeringJSON({ id: request_id, status: 'queued' }) });
  const success = await found.GET('/v1/lipsync/requests/{id}', { params: { path: { id: request_id } } });
  expect(success).toEqual({ data: { id: request_id, status: 'queued' }, response: expect.any(Response) });

  const notFound = answeringJSON({ error: 'lipsync request not found' }, { status: 404 });
  const missing = createFetchClient({ apiKey: 'key', baseURL, ...notFound });
  const failure = await missing.GET('/v1/lipsync/requests/{id}', { params: { path: { id: 'none' } } });
  expect(failure.error).toEqual({ error: 'lipsync request not found' });
  expect(failure.response.status).toBe(404);
  expect(await failure.response.json()).toEqual(failure.error);
});

test('the thin layer never has an empty error', async () => {
  const { fetch } = answeringJSON('', { status: 502 });
  for (const answer of [fetch, async () => new Response(null, { status: 502 })]) {
    const client = createFetchClient({ apiKey: 'key', baseURL, fetch: answer, maxRetries: 0 });
    const { data, error } = await client.POST('/v1/lipsync/generate', { body });
    expect(data).toBeUndefined();
    expect(error).toBeTruthy();
  }
});
