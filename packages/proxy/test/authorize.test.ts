import { expect, test } from 'vitest';
import { ask, inputs, post, proxyTo, read, request_id } from './fake-api.ts';
import { watchLog } from './log.ts';
import { prefixOf } from './prefix.ts';
import { ownerSecret } from './settings.ts';

const logged = () => {
  const log = watchLog();
  return () => log.mock.calls.flat().join(' ');
};

test.each<[string, unknown]>([
  ['must give { owner }', undefined],
  ['must give { owner }', {}],
  ['must give { owner }', 'ann'],
  ['must give { owner }', false],
  ['must give { owner }', { owner: '' }],
  ['must give { owner }', { owner: null }],
  ['must give { owner }', { owner: 42 }],
  ['must give { owner }', { owner: ['ann'] }],
  ['must give { owner }', { owner: new String('ann') }],
  ['half a surrogate pair', { owner: 'a\ud800' }],
  ['more than 256 bytes', { owner: 'x'.repeat(257) }],
  ['more than 256 bytes', { owner: 'é'.repeat(129) }],
])('"%s": what is not an owner is served nothing (%j)', async (message, authorization) => {
  const log = logged();
  const { handler, sent } = proxyTo(undefined, { authorize: () => authorization as { owner: string } });
  expect(await read(handler(ask('/v1/users/me')))).toEqual([500, { error: 'internal error' }]);
  expect(sent).toEqual([]);
  expect(log()).toContain(message);
});

test('an owner without a secret to bind by is served nothing', async () => {
  const log = logged();
  const { handler, sent } = proxyTo(undefined, { ownerSecret: undefined });
  expect(await read(handler(ask('/v1/users/me')))).toEqual([500, { error: 'internal error' }]);
  expect(sent).toEqual([]);
  expect(log()).toContain('ownerSecret is not set');
});

test('owners are compared as they are', async () => {
  const { handler, sent } = proxyTo(undefined, {
    authorize: ({ headers }) => ({ owner: decodeURIComponent(headers.get('x-user') ?? '') }),
  });
  const owners = ['a', 'A', ' a', 'a\0', 'é', 'e\u0301', 'Everyone', '💥'.repeat(64), 'everyone '];
  for (const owner of owners) await handler(post({ inputs, reference_id: 'r' }, {}, encodeURIComponent(owner)));
  const references = sent.map(({ body }) => JSON.parse(body).reference_id);
  expect(references).toEqual(owners.map((owner) => `${prefixOf(owner, ownerSecret)}r`));
  expect(new Set(references).size).toBe(owners.length);
});

test.each([
  ['null', () => null, 401, { error: 'unauthorized' }],
  ['a promise of null', async () => null, 401, { error: 'unauthorized' }],
  [
    'a throw',
    () => {
      throw new Error('the database is down');
    },
    500,
    { error: 'internal error' },
  ],
])('%s from authorize reaches nothing', async (_, authorize, status, body) => {
  logged();
  const { handler, sent } = proxyTo(undefined, { authorize });
  for (const request of [ask('/health'), ask(`/v1/lipsync/requests/${request_id}`), post({ inputs })]) {
    expect(await read(handler(request))).toEqual([status, body]);
  }
  expect(sent).toEqual([]);
});
