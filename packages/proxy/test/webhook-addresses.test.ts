import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { createWebhookHandler, type WebhookOptions } from '@chamelaion/proxy';
import { inputs, kinds } from '@chamelaion/spec/operations';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prefix, read } from './fake-api.ts';
import { apiKey } from './settings.ts';
import { character } from './texts.ts';
import { hit, secret, takeWebhooks, url } from './webhooks.ts';

const older = 'an older secret for webhooks, 32 bytes at least';

test('an address has the reference, and the documented HMAC over it', async () => {
  const { webhooks } = takeWebhooks();
  const signature = createHmac('sha256', secret).update('chamelaion-proxy/webhook/v1\0dub 1').digest('base64url');
  expect(await webhooks.webhookURL('dub 1')).toBe(`${url}?reference=dub%201&signature=${signature}`);
});

test('an address keeps the query that its URL has', async () => {
  const { webhooks, reads } = takeWebhooks(undefined, { url: `${url}?bypass=a%20b` });
  const address = await webhooks.webhookURL('dub');
  expect(address).toMatch(/^https:\/\/app\.test\/hooks\/chamelaion\?bypass=a%20b&reference=dub&signature=[\w-]{43}$/);
  expect((await webhooks(hit(address))).status).toBe(200);
  expect(reads).toEqual(['dub']);
});

test.each([
  'a/../b',
  '%2F%00',
  '\0\r\n',
  '+ &=#?;',
  '"\'<>\\',
  '../../v1/users/me',
  '🦎'.repeat(200),
  'é',
  'é',
  `${prefix}mine`,
  `${prefix}${'🦎'.repeat(200)}`,
  '__proto__',
  '&signature=x',
])('the reference %j comes back as it is, also from a sender that writes URLs anew', async (reference) => {
  const { webhooks, reads, changes } = takeWebhooks();
  const address = await webhooks.webhookURL(reference);
  expect(address).toMatch(/^[\x21-\x7e]+$/);
  expect((await webhooks(hit(address))).status).toBe(200);
  expect([reads, changes.map(({ reference_id }) => reference_id)]).toEqual([[reference], [reference]]);
  const { origin, pathname, searchParams } = new URL(address);
  expect((await takeWebhooks().webhooks(hit(`${origin}${pathname}?${searchParams}`))).status).toBe(200);
});

test('any reference comes back as it is', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: character, minLength: 1, maxLength: 200 }), async (reference) => {
      const { reads, call } = takeWebhooks();
      expect((await call(reference)).status).toBe(200);
      expect(reads).toEqual([reference]);
    }),
    { numRuns: 100 },
  ));

test.each(['', 'x'.repeat(201), `${prefix}${'x'.repeat(201)}`, '\ud800', undefined, 42])(
  'no job has the reference %j, and it gets no address',
  async (reference) => {
    const { webhooks } = takeWebhooks();
    await expect(webhooks.webhookURL(reference as string)).rejects.toThrow(
      new TypeError("webhookURL: reference must be the job's reference_id, of 1 to 200 characters"),
    );
  },
);

test('after a rotation, addresses of earlier secrets are taken, and new ones have the new signature', async () => {
  const before = await takeWebhooks(undefined, { secret: older }).webhooks.webhookURL('dub');
  const { webhooks, reads } = takeWebhooks(undefined, { previousSecrets: ['x'.repeat(32), older] });
  expect(await webhooks.webhookURL('dub')).not.toBe(before);
  expect((await webhooks(hit(before))).status).toBe(200);
  expect(reads).toEqual(['dub']);
  expect((await takeWebhooks().webhooks(hit(before))).status).toBe(404);
});

const forgeries: [string, (own: URL, others: URL) => void][] = [
  ['none', ({ searchParams }) => searchParams.delete('signature')],
  ['an empty one', ({ searchParams }) => searchParams.set('signature', '')],
  [
    'that of another reference',
    (own, others) => own.searchParams.set('signature', others.searchParams.get('signature') ?? ''),
  ],
  ['its own, for another reference', ({ searchParams }) => searchParams.set('reference', 'dub-2')],
  ['its own, for a longer reference', ({ searchParams }) => searchParams.set('reference', 'dub-1\0')],
  ['its own, for no reference', ({ searchParams }) => searchParams.delete('reference')],
  [
    'its own, after another reference',
    (own) => {
      own.search = `?reference=dub-2&${own.search.slice(1)}`;
    },
  ],
  ['one that is too long', ({ searchParams }) => searchParams.set('signature', `${searchParams.get('signature')}A`)],
  ['one that is padded', ({ searchParams }) => searchParams.set('signature', `${searchParams.get('signature')}=`)],
  ['one of another alphabet', ({ searchParams }) => searchParams.set('signature', `${'+'.repeat(42)}A`)],
  ['one of 43 emoji', ({ searchParams }) => searchParams.set('signature', '🦎'.repeat(43))],
  ['the key', ({ searchParams }) => searchParams.set('signature', apiKey)],
  [
    'an owner tag',
    ({ searchParams }) =>
      searchParams.set(
        'signature',
        createHmac('sha256', secret).update('chamelaion-proxy/owner/v1\0dub-1').digest('base64url'),
      ),
  ],
];
test.each(forgeries)('a call whose signature is %s is a 404, and reads nothing', async (_, forge) => {
  const { webhooks, reads, changes } = takeWebhooks();
  const address = new URL(await webhooks.webhookURL('dub-1'));
  forge(address, new URL(await webhooks.webhookURL('dub-2')));
  expect(await read(webhooks(hit(address.href)))).toEqual([404, { error: 'not found' }]);
  expect([reads, changes]).toEqual([[], []]);
});

test('no other text is a signature: not one that is cut, and not one that differs in a character', async () => {
  const { webhooks, reads } = takeWebhooks();
  const address = await webhooks.webhookURL('dub');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const begin = address.length - 43;
  const wrong = Array.from({ length: 43 }, (_, place) => address.slice(0, begin + place));
  for (let place = begin; place < address.length; place++) {
    for (const sign of alphabet) wrong.push(address.slice(0, place) + sign + address.slice(place + 1));
  }
  const others = wrong.filter((one) => one !== address);
  expect(others).toHaveLength(43 * 64);
  const answers = await Promise.all(others.map((one) => webhooks(hit(one))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  expect(reads).toEqual([]);
});

test.each<[string, object]>([
  ['apiKey is missing', { apiKey: undefined }],
  ['baseURL must be an absolute', { baseURL: '/api' }],
  ['fetch must be a function', { fetch: 'fetch' }],
  ['secret must be a string of at least 32 bytes, such as the output of "openssl', { secret: undefined }],
  ['secret must be a string of at least 32 bytes', { secret: 'x'.repeat(31) }],
  ['secret must not be the API key', { apiKey: 'k'.repeat(32), secret: 'k'.repeat(32) }],
  ['previousSecrets[0] must be a string of at least 32 bytes', { previousSecrets: ['x'] }],
  ['previousSecrets must hold at most 3', { previousSecrets: ['a', 'b', 'c', 'd'].map((x) => x.repeat(32)) }],
  ['previousSecrets must differ from each other and from secret', { previousSecrets: [secret] }],
  ['url must be the absolute', { url: '/hooks' }],
  ['url must be the absolute', { url: undefined }],
  ['url must be the absolute', { url: 'ftp://app.test' }],
  ['url must not hold', { url: 'https://user@app.test' }],
  ['url must not hold', { url: 'https://app.test#a' }],
  ['url must not have the parameters', { url: 'https://app.test?reference=x' }],
  ['url must not have the parameters', { url: 'https://app.test?a&signature=x' }],
  ['onChange must be a function', { onChange: undefined }],
  ['readsPerMinute must be', { readsPerMinute: 0 }],
  ['readsPerMinute must be', { readsPerMinute: Number.POSITIVE_INFINITY }],
  ['readsPerMinute must be', { readsPerMinute: '30' }],
])('"%s" is said at creation of %j', (message, wrong) => {
  const options = { apiKey, secret, url, onChange() {}, ...wrong } as WebhookOptions;
  const create = () => createWebhookHandler(options);
  expect(create).toThrow(TypeError);
  expect(create).toThrow(`createWebhookHandler: ${message}`);
  expect(create).not.toThrow(apiKey);
});

test('a handler shows neither key nor secret', () => {
  const { webhooks } = takeWebhooks();
  expect(inspect(webhooks, { depth: 9, showHidden: true })).not.toMatch(/nobody|secret for/);
});

test('the kind that is read is the only one that takes a webhook', () => {
  const takes = (id: keyof typeof inputs) => 'webhook_url' in ((inputs[id] as { body?: object }).body ?? {});
  const all = Object.entries(kinds).filter(([, { submit }]) => submit.some(takes));
  expect(all.map(([kind]) => kind)).toEqual(['videoTranslate']);
});
