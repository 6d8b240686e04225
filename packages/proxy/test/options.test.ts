import { inspect } from 'node:util';
import { createProxyHandler, type ProxyOptions } from '@chamelaion/proxy';
import { expect, test } from 'vitest';
import { apiKey, ownerSecret, settings } from './settings.ts';

test.each<[string, object]>([
  ['apiKey is missing', { apiKey: undefined }],
  ['apiKey is missing', { apiKey: '' }],
  ['apiKey is missing', { apiKey: 42 }],
  ['apiKey holds characters', { apiKey: `${apiKey}\n` }],
  ['apiKey holds characters', { apiKey: `${apiKey} é` }],
  ['authorize must be a function', { authorize: undefined }],
  ['authorize must be a function', { authorize: { owner: 'everyone' } }],
  ['ownerSecret must be a string of at least 32 bytes', { ownerSecret: '' }],
  ['ownerSecret must be a string of at least 32 bytes', { ownerSecret: 'x'.repeat(31) }],
  ['ownerSecret must be a string of at least 32 bytes', { ownerSecret: null }],
  [
    'ownerSecret must not be the API key',
    { apiKey: ownerSecret.replaceAll(' ', '-'), ownerSecret: ownerSecret.replaceAll(' ', '-') },
  ],
  ['previousOwnerSecrets[0] must be a string of at least 32 bytes', { previousOwnerSecrets: ['x'] }],
  ['previousOwnerSecrets must hold at most 3', { previousOwnerSecrets: ['a', 'b', 'c', 'd'].map((x) => x.repeat(32)) }],
  ['previousOwnerSecrets must be an array', { previousOwnerSecrets: 'x'.repeat(32) }],
  ['previousOwnerSecrets must differ', { previousOwnerSecrets: [ownerSecret] }],
  ['ownerSecret is missing', { ownerSecret: undefined, previousOwnerSecrets: ['x'.repeat(32)] }],
  ['operations holds "deleteEverything"; choose from health.check', { operations: ['deleteEverything'] }],
  ['operations holds "constructor"', { operations: ['constructor'] }],
  ['operations must be an array', { operations: 'health.check' }],
  ['basePath must be', { basePath: 'api' }],
  ['basePath must be', { basePath: '/api/../x' }],
  ['basePath must be', { basePath: '/api?x' }],
  ['basePath must be', { basePath: '//api' }],
  ['baseURL must be an absolute', { baseURL: '/api' }],
  ['baseURL must be an absolute', { baseURL: 'ftp://x.test' }],
  ['baseURL must not hold', { baseURL: 'https://user@x.test' }],
  ['baseURL must not hold', { baseURL: 'https://x.test?a' }],
  ['cors holds "*"', { cors: ['*'] }],
  ['cors holds "https://x.test/"', { cors: ['https://x.test/'] }],
  ['cors holds "null"', { cors: ['null'] }],
  ['cors must be an array', { cors: true }],
  ['maxUploadBytes must be', { maxUploadBytes: 0 }],
  ['maxUploadBytes must be', { maxUploadBytes: '1GB' }],
  ['references must have the methods', { references: {} }],
  ['references must have the methods', { references: null }],
  ['fetch must be a function', { fetch: 'fetch' }],
])('"%s" is said at creation of %j', (message, wrong) => {
  const create = () => createProxyHandler({ ...settings, ...wrong } as ProxyOptions);
  expect(create).toThrow(TypeError);
  expect(create).toThrow(message);
  expect(create).not.toThrow(apiKey);
});

test('a secret is counted in bytes', () => {
  expect(() => createProxyHandler({ ...settings, ownerSecret: 'é'.repeat(16) })).not.toThrow();
});

test('a handler shows neither key nor secret', () => {
  const handler = createProxyHandler(settings);
  expect(inspect(handler, { depth: 9, showHidden: true })).not.toMatch(/nobody|secret of/);
});
