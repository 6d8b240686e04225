import { createProxyHandler, type OperationId } from '@chamelaion/proxy';
import { kinds, operations } from '@chamelaion/spec/operations';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseURL, latin1, prefix, request_id } from './fake-api.ts';
import { watchLog } from './log.ts';
import { page } from './requests.ts';
import { apiKey, ownerSecret, settings } from './settings.ts';

const query = `([a-z_]+=[^&#]*&)*reference_id=${prefix}[^&#]+`;
/** What may reach the API: each operation by its path, with a UUID for an id, and lists of the caller's own jobs alone. */
const allowed: Record<string, RegExp> = Object.fromEntries(
  Object.entries(operations).map(([id, { method, path }]) => {
    const lists = Object.values(kinds).some(({ find }) => find === id);
    const filled = path.replace('{id}', '[\\da-f]{8}(-[\\da-f]{4}){3}-[\\da-f]{12}');
    const isVoices = id === 'videoTranslate.voices.list';
    const asked = lists ? `\\?${query}` : isVoices ? '\\?limit=\\d+&offset=\\d+(&[a-z]+=[^&#]*)*' : '';
    return [id, new RegExp(`^${method} ${filled}${asked}$`)];
  }),
);

/** Any character. fast-check's unit `binary` makes a table of all of them first, for a second. */
const character = fc
  .oneof(fc.nat({ max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((point) => String.fromCodePoint(point));

const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?";

/** What fast-check's `webQueryParameters` gives, which makes the same table. */
const anyQuery = fc.string({
  unit: fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...plain) },
    { weight: 1, arbitrary: character.map((one) => encodeURIComponent(one)) },
  ),
});

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
/** One of these words. */
const word = (words: string) => pick(...words.split(' '));

const odd = fc.oneof(
  fc.string({ unit: character, maxLength: 12 }),
  word(String.raw`.. %2e%2e %2f %5c \ // %00 %0d%0a ; @evil.test ? # c1_ __proto__ constructor`),
  pick(prefix, request_id),
);
const paths = Object.values(operations).map(({ path }) => path as string);
const path = fc.oneof(
  { weight: 3, arbitrary: pick(...paths.filter((target) => !target.includes('{'))) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(pick(...paths.filter((target) => target.includes('{'))), fc.oneof(odd, pick(request_id.toUpperCase())))
      .map(([target, id]) => target.replace('{id}', () => encodeURIComponent(id))),
  },
  fc
    .tuple(word('/v1/lipsync/requests? /v1/video-translate/voices? /v1/users/me?'), anyQuery)
    .map((parts) => parts.join('')),
  odd.map((value) => `/v1/lipsync/requests?reference_id=${encodeURIComponent(value)}`),
  odd.map((value) => `/v1/video-translate/requests?reference_id=x&status=${encodeURIComponent(value)}`),
  fc
    .array(fc.oneof(odd, word('v1 users me lipsync requests health')), { maxLength: 6 })
    .map((parts) => `/${parts.join('/')}`),
);
const headers = fc.dictionary(
  fc.oneof(
    word('authorization x-api-key cookie connection te range if-none-match x-forwarded-host x-http-method-override'),
    word('accept sec-fetch-site origin prefer transfer-encoding x-user'),
  ),
  fc.oneof(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), pick('chunked', page, 'same-origin', 'bytes=0-', '*')),
  { maxKeys: 4 },
);

const partOf = (name: string, more: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const part = fc
  .tuple(
    fc.oneof(
      word('video audio reference_id disable_active_speaker_detection model target_languages config'),
      odd,
      odd.map((language) => `target_srt.${language}`),
    ),
    fc.oneof(pick('', '; filename="x"', '; filename="x"\r\nContent-Type: video/mp4', '\r\nX: y'), odd),
    fc.oneof(pick('x', 'true', '--b--', '\r\n--b'), odd),
  )
  .map((parts) => partOf(...parts));
const video = partOf('video', '; filename="v"', 'x');
const goodForm = video + partOf('audio', '; filename="a"', 'x');
const goodTranslation = video + partOf('target_languages', '', 'de,fr');
const url = pick('https://x.test/v.mp4', '', '\ud800');
const json = fc.record(
  {
    inputs: fc.oneof(fc.array(fc.record({ type: pick('video', 'audio', 'x'), url }), { maxLength: 3 }), fc.jsonValue()),
    reference_id: fc.oneof(odd, fc.jsonValue()),
    target_languages: fc.oneof(fc.array(odd), fc.jsonValue()),
    config: fc.jsonValue(),
    webhook_url: url,
    extra: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const isJSON = 'application/json';
const isForm = 'multipart/form-data; boundary=b';
const body: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  json.map((value) => [isJSON, JSON.stringify(value)] as const),
  fc
    .tuple(pick('', goodForm), fc.array(part, { maxLength: 3 }), pick('--b--', '', '--b--\r\nmore'))
    .map(([good, parts, end]) => [isForm, good + parts.join('') + end] as const),
  fc.tuple(pick('text/plain', isJSON, 'multipart/form-data', ''), fc.string()),
);
const method = fc.oneof(
  { weight: 3, arbitrary: pick('GET') },
  { weight: 4, arbitrary: pick('POST') },
  word('HEAD PUT DELETE PATCH OPTIONS'),
);
const wild = fc.tuple(method, path, body).map(([method, path, [type, text]]) => [method, path, type, text] as const);
const plausible = fc.constantFrom(
  ['GET', '/health', '', ''] as const,
  ['GET', '/v1/users/me', '', ''] as const,
  ['GET', `/v1/lipsync/requests/${request_id}`, '', ''] as const,
  ['GET', '/v1/lipsync/requests?reference_id=x', '', ''] as const,
  ['POST', '/v1/lipsync/generate', isJSON, '{"inputs":[]}'] as const,
  ['POST', '/v1/lipsync/generate-with-media', isForm, `${goodForm}--b--`] as const,
  ['GET', `/v1/video-translate/requests/${request_id}`, '', ''] as const,
  ['GET', '/v1/video-translate/requests?reference_id=x&status=failed', '', ''] as const,
  ['GET', '/v1/video-translate/voices?search=x', '', ''] as const,
  ['POST', '/v1/video-translate/generate', isJSON, '{"inputs":[],"target_languages":["de"]}'] as const,
  ['POST', '/v1/video-translate/generate-with-media', isForm, `${goodTranslation}--b--`] as const,
);
const request = fc.record({
  target: fc.oneof({ weight: 2, arbitrary: wild }, { weight: 1, arbitrary: plausible }),
  headers,
  /** What the API answers: things that would harm if they were passed on. */
  answer: fc.nat({ max: 5 }),
  operations: fc.subarray(Object.keys(allowed) as OperationId[], { minLength: 4 }),
});

/** The answers of an API that shows all that it was sent. */
function answersOf(own: Record<string, string>): (() => Response)[] {
  const echo = JSON.stringify(own);
  const reference_id = `${prefix}${apiKey}`;
  const job = { id: request_id, status: 'queued', created_at: 'x', reference_id, output_url: echo };
  const leaks = { 'set-cookie': apiKey, 'x-api-key': apiKey, 'retry-after': apiKey };
  return [
    () => new Response(echo, { headers: leaks }),
    () => Response.json({ error: `no ${echo}` }, { status: 400, headers: own }),
    () => Response.json({ ...job, status: 'success', request_id, name: apiKey }),
    () => Response.json({ data: [job], pagination: { limit: 1, offset: 0, total: 1 } }),
    () => Response.json({ status: 'ok', request_id, name: 'token', id: request_id }),
    () => Response.json({ error: 'lipsync request not found' }, { status: 404 }),
  ];
}

const lastReference = /"reference_id":"([\s\S]*)"}$|name="reference_id"\r\n\r\n([\s\S]*)\r\n--chm_[\w-]{22}--\r\n$/;
const ownReference = new RegExp(`^${prefix}[^]+$`);

test('1,000 random requests: nothing but the allowed operations gets through, and the key never comes back', async () => {
  watchLog();
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`SEED=${seed}\n`);
  const reached = new Set<string>();

  const property = fc.asyncProperty(request, async ({ target, headers, answer, operations }) => {
    const [method, path, type, text] = target;
    // What is thrown in here is a 502 like any other: it is looked at below.
    const sent: { to: string; init: RequestInit; own: Record<string, string>; content: string }[] = [];
    const fetch = async (to: string, init: RequestInit) => {
      const own = Object.fromEntries(new Headers(init.headers));
      const content = init.body == null ? '' : latin1(await new Response(init.body).arrayBuffer());
      sent.push({ to, init, own, content });
      return answersOf(own)[answer]?.() as Response;
    };
    const authorize = () => ({ owner: 'ann' });
    const handler = createProxyHandler({ ...settings, baseURL, operations, fetch, authorize });
    const init = method === 'GET' || method === 'HEAD' ? {} : { body: text };
    let incoming: Request;
    try {
      incoming = new Request(`${page}/api/chamelaion${path}`, { method, ...init, headers });
    } catch {
      return; // No runtime hands over what no Request can be.
    }
    if (type) incoming.headers.set('content-type', type);
    const response = await handler(incoming);
    const shown = `${await response.text()} ${JSON.stringify([...response.headers])}`;
    expect(shown).not.toContain(apiKey);
    expect(shown).not.toContain(ownerSecret);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    for (const { to, init, own, content } of sent) {
      const { 'content-type': _, ...rest } = own;
      expect(rest).toEqual({ accept: 'application/json', 'x-api-key': apiKey });
      expect(init.redirect).toMatch(/^(manual|error)$/);
      if (content !== '') {
        const last = lastReference.exec(content);
        expect(last?.[1] ?? last?.[2]).toMatch(ownReference);
      }
      const call = `${init.method} ${to.replace(baseURL, '')}`;
      const operation = Object.keys(allowed).find((name) => allowed[name]?.test(call));
      expect(operation, call).toBeDefined();
      reached.add(operation as string);
      // A lookup by reference is part of retrieving; everything else needs to be on the list itself.
      if (operation !== 'lipsync.requests.list') expect(operations, call).toContain(operation);
    }
  });
  await fc.assert(property, { numRuns: 1_000, seed });
  // It was no walk in the void.
  expect([...reached].sort()).toEqual(Object.keys(allowed).sort());
});
