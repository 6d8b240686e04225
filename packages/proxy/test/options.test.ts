import { inspect } from 'node:util';
import { createProxyHandler, type ProxyOptions } from '@chamelaion/proxy';
import { expect, test } from 'vitest';
import { internalError, proxyTo, request_id } from './fake-api.ts';
import { watchLog } from './log.ts';
import { ask, inputs, post } from './requests.ts';
import { apiKey, ownerSecret, prefixOf, settings } from './settings.ts';

const plainSecret = ownerSecret.replaceAll(' ', '-');

const wrong: Record<string, object[]> = {
  'apiKey is missing': [{ apiKey: undefined }, { apiKey: '' }],
  'apiKey holds characters': [{ apiKey: `${apiKey}\n` }, { apiKey: `${apiKey} é` }],
  'authorize must be a function': [{ authorize: { owner: 'everyone' } }],
  'ownerSecret must be a string of at least 32 bytes': [{ ownerSecret: 'x'.repeat(31) }, { ownerSecret: null }],
  'ownerSecret must not be the API key': [{ apiKey: plainSecret, ownerSecret: plainSecret }],
  'ownerSecret is missing': [{ ownerSecret: undefined, previousOwnerSecrets: ['x'.repeat(32)] }],
  'previousOwnerSecrets[0] must be a string of at least 32 bytes': [{ previousOwnerSecrets: ['x'] }],
  'previousOwnerSecrets must hold at most 3': [{ previousOwnerSecrets: [1, 2, 3, 4].map((x) => `${x}`.repeat(32)) }],
  'previousOwnerSecrets must be an array': [{ previousOwnerSecrets: 'x'.repeat(32) }],
  'previousOwnerSecrets must differ': [{ previousOwnerSecrets: [ownerSecret] }],
  'operations holds "deleteEverything"; choose from health.check': [{ operations: ['deleteEverything'] }],
  'operations holds "constructor"': [{ operations: ['constructor'] }],
  'operations must be an array': [{ operations: 'health.check' }],
  'basePath must be': ['api', '/api/../x', '/api?x', '//api'].map((basePath) => ({ basePath })),
  'baseURL must be an absolute': [{ baseURL: '/api' }, { baseURL: 'ftp://x.test' }],
  'baseURL must not hold': [{ baseURL: 'https://user@x.test' }, { baseURL: 'https://x.test?a' }],
  'cors holds "*"': [{ cors: ['*'] }],
  'cors holds "https://x.test/"': [{ cors: ['https://x.test/'] }],
  'cors must be an array': [{ cors: true }],
  'mediaHosts must hold a host': [{ mediaHosts: [] }],
  'webhookHosts holds "https://x.test"; a host looks like': [{ webhookHosts: ['https://x.test'] }],
  'maxPageSize must be': [{ maxPageSize: 0 }, { maxPageSize: 101 }],
  'maxUploadBytes must be': [{ maxUploadBytes: 0 }, { maxUploadBytes: '1GB' }],
  'references must have the methods': [{ references: {} }, { references: null }],
  'fetch must be a function': [{ fetch: 'fetch' }],
};
test.each(Object.entries(wrong).flatMap(([message, all]) => all.map((one) => [message, one] as const)))(
  '"%s" is said at creation of %j',
  (message, wrong) => {
    const create = () => createProxyHandler({ ...settings, ...wrong } as ProxyOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
    expect(create).not.toThrow(apiKey);
  },
);

test('a secret is counted in bytes, and shown by no handler, as the key is not', () => {
  const handler = createProxyHandler({ ...settings, ownerSecret: 'é'.repeat(16) });
  expect(inspect(handler, { depth: 9, showHidden: true })).not.toMatch(/nobody|é/);
});

const throwing = () => {
  throw new Error('the database is down');
};
test.each<[string, unknown, Partial<ProxyOptions>?]>([
  ['must give { owner }', undefined],
  ['must give { owner }', 'ann'],
  ['must give { owner }', { owner: '' }],
  ['must give { owner }', { owner: 42 }],
  ['must give { owner }', { owner: new String('ann') }],
  ['half a surrogate pair', { owner: 'a\ud800' }],
  ['more than 256 bytes', { owner: 'é'.repeat(129) }],
  ['ownerSecret is not set', { owner: 'ann' }, { ownerSecret: undefined }],
  ['the database is down', undefined, { authorize: throwing }],
])('"%s" is in the log, and nothing is served (%j)', async (message, authorization, options) => {
  const log = watchLog();
  const { call, sent } = proxyTo(undefined, { authorize: () => authorization as { owner: string }, ...options });
  expect(await call('/v1/users/me')).toEqual(internalError);
  expect(sent).toEqual([]);
  expect(String(log.mock.calls)).toContain(message);
});

test('owners are compared as they are', async () => {
  const { call, sent } = proxyTo(undefined, {
    authorize: ({ headers }) => ({ owner: decodeURIComponent(headers.get('x-user') ?? '') }),
  });
  const owners = ['a', 'A', ' a', 'a\0', 'é', 'e\u0301', 'Everyone', '💥'.repeat(64), 'everyone '];
  for (const owner of owners) await call(post({ inputs, reference_id: 'r' }, {}, encodeURIComponent(owner)));
  const references = sent.map(({ body }) => JSON.parse(body).reference_id);
  expect(references).toEqual(owners.map((owner) => `${prefixOf(owner)}r`));
});

test.each([() => null, async () => null])('null from authorize reaches nothing', async (authorize) => {
  const { call, sent } = proxyTo(undefined, { authorize });
  for (const request of [ask('/health'), ask(`/v1/lipsync/requests/${request_id}`), post({ inputs })]) {
    expect(await call(request)).toEqual([401, { error: 'unauthorized' }]);
  }
  expect(sent).toEqual([]);
});
