import Chamelaion, {
  type VideoTranslateGenerateParams,
  type VideoTranslateGenerateWithMediaParams,
} from '@chamelaion/client';
import { startMockServer } from '@chamelaion/mock-server';
import { createProxyHandler, memoryReferences } from '@chamelaion/proxy';
import {
  ChamelaionProvider,
  currentUserOptions,
  lipsyncRequestOptions,
  lipsyncRequestsInfiniteOptions,
  lipsyncRequestsOptions,
  useGenerateLipsync,
  useGenerateLipsyncWithMedia,
  useLipsyncJob,
  useVideoTranslateJob,
  videoTranslateRequestOptions,
  videoTranslateRequestsOptions,
  voicesOptions,
} from '@chamelaion/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import fc from 'fast-check';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { inputSchema, resolveSchema } from '../harness/cases/schema.ts';
import { valid } from '../harness/cases/valid.ts';
import { type Recorded, recording } from '../harness/record.ts';
import { sampleInput, times } from '../harness/samples.ts';

// What the hooks send to the proxy, and the proxy to the API: both ways are judged.
const { inputs } = sampleInput('lipsync.generate') as Chamelaion.LipsyncGenerateParams;
const files = sampleInput('lipsync.generateWithMedia') as Chamelaion.LipsyncGenerateWithMediaParams;
const translation = sampleInput('videoTranslate.generate') as VideoTranslateGenerateParams;
const media = sampleInput('videoTranslate.generateWithMedia') as VideoTranslateGenerateWithMediaParams;
const page = 'http://page.test/api/chamelaion';
const mock = await startMockServer({ clock: 'manual', ...times });
let client: Chamelaion;
let queryClient: QueryClient;
let toProxy: Recorded[];
let toAPI: Recorded[];

beforeEach(() => {
  mock.reset();
  [toProxy, toAPI] = [[], []];
  const handler = createProxyHandler({
    apiKey: 'any',
    baseURL: mock.url,
    ownerSecret: 'a secret of at least 32 bytes, for tests',
    authorize: () => ({ owner: 'ann' }),
    references: memoryReferences(),
    webhookHosts: ['hooks.example.com'],
    fetch: recording(mock.url, (recorded) => toAPI.push(recorded)),
  });
  const fetch = recording(
    page,
    (recorded) => toProxy.push(recorded),
    (url, init) => handler(new Request(url, init)),
  );
  // A credential, as the contract wants one; the proxy puts its own in its place.
  client = new Chamelaion({ apiKey: 'of the page', baseURL: page, fetch });
  queryClient = new QueryClient();
});
afterEach(() => {
  queryClient.clear();
  for (const { objections } of [...toProxy, ...toAPI]) expect(objections).toEqual({ request: [], answer: [] });
});
afterAll(() => mock.close());

/** What a hook gives: its actions work without a page around them. */
function call<T>(hook: () => T): T {
  let given: T | undefined;
  const Caller = () => {
    given = hook();
    return null;
  };
  const inner = createElement(ChamelaionProvider, { client, children: createElement(Caller) });
  renderToString(createElement(QueryClientProvider, { client: queryClient, children: inner }));
  return given as T;
}

const operations = (exchanges: Recorded[]) => [...new Set(exchanges.map(({ operation }) => operation))].sort();

test('every operation keeps the contract, from the hooks to the proxy and from there to the API', async () => {
  const { request_id } = await call(useLipsyncJob).submit({ inputs });
  await call(useGenerateLipsync).mutateAsync({ inputs, reference_id: 'dub é/?' });
  await call(useGenerateLipsyncWithMedia).mutateAsync(files);
  mock.clock.advance(85_000);

  expect((await queryClient.fetchQuery(lipsyncRequestOptions(client, request_id))).status).toBe('completed');
  const own = await queryClient.fetchQuery(lipsyncRequestsOptions(client, { reference_id: 'dub é/?' }));
  expect(own.data).toMatchObject([{ reference_id: 'dub é/?', status: 'completed' }]);
  const { pages } = await queryClient.fetchInfiniteQuery(lipsyncRequestsInfiniteOptions(client, { limit: 2 }));
  expect(pages[0]?.pagination).toEqual({ limit: 2, offset: 0, total: 3 });

  const translated = await call(useVideoTranslateJob).submit(translation);
  await call(() => useVideoTranslateJob({ storageKey: 'upload' })).submitMedia(media);
  mock.clock.advance(85_000);
  const request = await queryClient.fetchQuery(videoTranslateRequestOptions(client, translated.request_id));
  expect(request.status).toBe('completed');
  const german = await queryClient.fetchQuery(videoTranslateRequestsOptions(client, { target_language: 'de' }));
  expect(german.data).toHaveLength(2);
  expect((await queryClient.fetchQuery(voicesOptions(client, { search: 'Anna' }))).voices).toHaveLength(1);

  expect(await queryClient.fetchQuery(currentUserOptions(client))).toEqual({ name: 'My API Token' });
  expect(await client.health.check()).toEqual({ status: 'ok' });

  expect(operations(toProxy)).toHaveLength(11);
  expect(operations(toAPI)).toEqual(operations(toProxy));
});

const subtitles = { content: '1\n00:00:00,000 --> 00:00:01,000\nHello\n' };
const given = {
  target_languages: ['de'],
  source_language: 'en',
  webhook_url: 'https://hooks.example.com/x',
  config: { source_srt: subtitles, target_srts: { de: subtitles }, speaker_voices: { '0': 'x' }, tts_model: 'x', y: 1 },
};
const target_srts = { de: files.audio };

// The proxy writes bodies anew: no field that the contract gains may get lost there.
test.each([
  ['lipsync.generate', (body: object) => client.lipsync.generate({ inputs, ...body })],
  ['lipsync.generateWithMedia', (body: object) => client.lipsync.generateWithMedia({ ...files, ...body })],
  ['videoTranslate.generate', (body: object) => client.videoTranslate.generate({ ...translation, ...body, ...given })],
  [
    'videoTranslate.generateWithMedia',
    (body: object) => client.videoTranslate.generateWithMedia({ ...media, ...body, ...given, target_srts }),
  ],
] as const)('no field of %s is lost on its way through the proxy', async (operation, submit) => {
  const schema = inputSchema(operation);
  for (const input of fc.sample(valid(schema), { seed: 7, numRuns: 20 })) {
    await submit({ ...(input as object), reference_id: 'dub-episode-42' });
  }
  const arrived = new Set(mock.requests.flatMap((request) => Object.keys(request.body ?? {})));
  const { properties = {}, patternProperties = {} } = resolveSchema(schema);
  const patterns = Object.keys(patternProperties).map((pattern) => new RegExp(pattern));
  const isNamed = (name: string) => !patterns.some((pattern) => pattern.test(name));
  expect([...arrived].filter(isNamed).sort()).toEqual(Object.keys(properties).sort());
  for (const pattern of patterns) expect([...arrived].some((name) => pattern.test(name))).toBe(true);
});

test('refusals come through in the words of the contract', async () => {
  const missing = queryClient.fetchQuery(lipsyncRequestOptions(client, 'none'));
  await expect(missing).rejects.toBeInstanceOf(Chamelaion.NotFoundError);
  mock.failNext({ status: 412 }, { on: 'lipsync.generate' });
  await expect(call(useLipsyncJob).submit({ inputs })).rejects.toBeInstanceOf(Chamelaion.TokenLimitError);
  expect(toProxy.map(({ status }) => status)).toEqual(expect.arrayContaining([404, 412]));
});
