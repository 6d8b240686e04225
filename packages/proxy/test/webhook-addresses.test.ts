import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { createWebhookHandler, type WebhookOptions } from '@chamelaion/proxy';
import { inputs, kinds } from '@chamelaion/spec/operations';
import { expect, test } from 'vitest';
import { prefix, read } from './fake-api.ts';
import { apiKey } from './settings.ts';
import { hit, secret, takeWebhooks, url } from './webhooks.ts';

const older = 'an older secret for webhooks, 32 bytes at least';
const hmacOf = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');

test('an address has the reference, and the documented HMAC over it', async () => {
  const signature = hmacOf('chamelaion-proxy/webhook/v1\0dub 1');
  expect(await takeWebhooks().webhooks.webhookURL('dub 1')).toBe(`${url}?reference=dub%201&signature=${signature}`);
});

test('an address keeps the query that its URL has', async () => {
  const { webhooks, reads } = takeWebhooks(undefined, { url: `${url}?bypass=a%20b` });
  const address = await webhooks.webhookURL('dub');
  expect(address).toMatch(/^https:\/\/app\.test\/hooks\/chamelaion\?bypass=a%20b&reference=dub&signature=[\w-]{43}$/);
  expect((await webhooks(hit(address))).status).toBe(200);
  expect(reads).toEqual(['dub']);
});

const ascii = String.fromCharCode(...Array(128).keys());
const strange = [ascii, '%2F%00', '../../v1/users/me', '__proto__', '&signature=x'];
const long = '🦎'.repeat(200);
test.each([...strange, long, 'é', 'e\u0301', `${prefix}mine`, `${prefix}${long}`])(
  'the reference %j comes back as it is, also from a sender that writes URLs anew',
  async (reference) => {
    const { webhooks, reads, changes } = takeWebhooks();
    const address = await webhooks.webhookURL(reference);
    expect(address).toMatch(/^[\x21-\x7e]+$/);
    expect((await webhooks(hit(address))).status).toBe(200);
    expect([reads, changes.map(({ reference_id }) => reference_id)]).toEqual([[reference], [reference]]);
    const { origin, pathname, searchParams } = new URL(address);
    expect((await takeWebhooks().webhooks(hit(`${origin}${pathname}?${searchParams}`))).status).toBe(200);
  },
);

test.each(['', 'x'.repeat(201), `${prefix}${'x'.repeat(201)}`, '\ud800', undefined, 42])(
  'no job has the reference %j, and it gets no address',
  async (reference) => {
    const message = "webhookURL: reference must be the job's reference_id, of 1 to 200 characters";
    const address = takeWebhooks().webhooks.webhookURL(reference as string);
    await expect(address).rejects.toThrow(new TypeError(message));
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

test.each<[string, (own: string, others: string) => string]>([
  ['none', () => 'reference=dub-1'],
  ['an empty one', () => 'reference=dub-1&signature='],
  ['that of another reference', (_, others) => `reference=dub-1&signature=${others}`],
  ['its own, for a longer reference', (own) => `reference=dub-1%00&signature=${own}`],
  ['its own, for no reference', (own) => `signature=${own}`],
  ['its own, after another reference', (own) => `reference=dub-2&reference=dub-1&signature=${own}`],
  ['one that is too long', (own) => `reference=dub-1&signature=${own}A`],
  ['one that is padded', (own) => `reference=dub-1&signature=${own}=`],
  [
    'that of its reference, in another alphabet',
    (_, others) => `reference=dub&signature=${others.replaceAll('_', '/')}`,
  ],
  ['one of 43 emoji', () => `reference=dub-1&signature=${'🦎'.repeat(43)}`],
  ['the key', () => `reference=dub-1&signature=${apiKey}`],
  ['an owner tag', () => `reference=dub-1&signature=${hmacOf('chamelaion-proxy/owner/v1\0dub-1')}`],
])('a call whose signature is %s is a 404, and reads nothing', async (_, forge) => {
  const { webhooks, reads, changes } = takeWebhooks();
  const signatureOf = async (reference: string) => (await webhooks.webhookURL(reference)).slice(-43);
  const query = forge(await signatureOf('dub-1'), await signatureOf('dub'));
  expect(await read(webhooks(hit(`${url}?${query}`)))).toEqual([404, { error: 'not found' }]);
  expect([reads, changes]).toEqual([[], []]);
});

test('no other text is a signature: not one that is cut, and not one that differs in a character', async () => {
  const { webhooks, reads } = takeWebhooks();
  const address = await webhooks.webhookURL('dub');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const begin = address.length - 43;
  const wrong = Array.from({ length: 43 }, (_, place) => address.slice(0, begin + place));
  // At its ends all others, and in between one: each is checked as a whole.
  for (let place = begin; place < address.length; place++) {
    const isEnd = place === begin || place === address.length - 1;
    const others = isEnd ? [...alphabet] : [address[place] === 'A' ? 'B' : 'A'];
    wrong.push(...others.map((sign) => address.slice(0, place) + sign + address.slice(place + 1)));
  }
  for (const one of wrong.filter((one) => one !== address)) expect((await webhooks(hit(one))).status, one).toBe(404);
  expect(reads).toEqual([]);
});

const wrong: Record<string, object[]> = {
  'apiKey is missing': [{ apiKey: undefined }],
  'baseURL must be an absolute': [{ baseURL: '/api' }],
  'secret must be a string of at least 32 bytes, such as the output of "openssl': [{ secret: undefined }],
  'secret must not be the API key': [{ apiKey: 'k'.repeat(32), secret: 'k'.repeat(32) }],
  'previousSecrets must differ from each other and from secret': [{ previousSecrets: [secret] }],
  'url must be the absolute': [{ url: '/hooks' }, { url: undefined }, { url: 'ftp://app.test' }],
  'url must not hold': [{ url: 'https://user@app.test' }, { url: 'https://app.test#a' }],
  'url must not have the parameters': [{ url: `${url}?reference=x` }, { url: `${url}?a&signature=x` }],
  'onChange must be a function': [{ onChange: undefined }],
  'readsPerMinute must be': [0, Number.POSITIVE_INFINITY, '30'].map((readsPerMinute) => ({ readsPerMinute })),
};
test.each(Object.entries(wrong).flatMap(([message, all]) => all.map((one) => [message, one] as const)))(
  '"%s" is said at creation of %j',
  (message, wrong) => {
    const options = { apiKey, secret, url, onChange() {}, ...wrong } as WebhookOptions;
    const create = () => createWebhookHandler(options);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(`createWebhookHandler: ${message}`);
    expect(create).not.toThrow(apiKey);
  },
);

test('a handler shows neither key nor secret', () => {
  const { webhooks } = takeWebhooks();
  expect(inspect(webhooks, { depth: 9, showHidden: true })).not.toMatch(/nobody|secret for/);
});

test('the kind that is read is the only one that takes a webhook', () => {
  const takes = (id: keyof typeof inputs) => 'webhook_url' in ((inputs[id] as { body?: object }).body ?? {});
  const all = Object.entries(kinds).filter(([, { submit }]) => submit.some(takes));
  expect(all.map(([kind]) => kind)).toEqual(['videoTranslate']);
});
