import { createProxyHandler, type OperationId } from '@chamelaion/proxy';
import { kinds, operations } from '@chamelaion/spec/operations';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseURL, latin1, page, request_id } from './fake-api.ts';
import { watchLog } from './log.ts';
import { prefixOf } from './prefix.ts';
import { apiKey, ownerSecret, settings } from './settings.ts';
import { anyQuery, character } from './texts.ts';

const prefix = prefixOf('ann', ownerSecret);
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

const paths: string[] = Object.values(operations).map((operation) => operation.path);

const pick = <T>(...values: T[]) => fc.constantFrom(...values);
const odd = fc.oneof(
  fc.string({ unit: character, maxLength: 12 }),
  pick(
    '..',
    '%2e%2e',
    '%2f',
    '%5c',
    '\\',
    '//',
    '%00',
    '%0d%0a',
    ';',
    '@evil.test',
    '?',
    '#',
    'c1_',
    prefix,
    request_id,
    '__proto__',
  ),
);
const path = fc.oneof(
  {
    weight: 3,
    arbitrary: pick(...paths.filter((target) => !target.includes('{'))),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        pick(...paths.filter((target) => target.includes('{'))),
        fc.oneof(odd, pick(request_id, request_id.toUpperCase())),
      )
      .map(([target, id]) => target.replace('{id}', () => encodeURIComponent(id))),
  },
  fc
    .tuple(pick('/v1/lipsync/requests?', '/v1/video-translate/voices?', '/v1/users/me?'), anyQuery)
    .map((parts) => parts.join('')),
  odd.map((value) => `/v1/lipsync/requests?reference_id=${encodeURIComponent(value)}`),
  odd.map((value) => `/v1/video-translate/requests?reference_id=x&status=${encodeURIComponent(value)}`),
  fc
    .array(fc.oneof(odd, pick('v1', 'users', 'me', 'lipsync', 'requests', 'health')), { maxLength: 6 })
    .map((parts) => `/${parts.join('/')}`),
);
const headerValue = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
  pick('chunked', page, 'same-origin', 'bytes=0-', '*'),
);
const headers = fc.dictionary(
  pick(
    'authorization',
    'x-api-key',
    'cookie',
    'connection',
    'te',
    'range',
    'if-none-match',
    'x-forwarded-host',
    'x-http-method-override',
    'accept',
    'sec-fetch-site',
    'origin',
    'prefer',
    'transfer-encoding',
    'x-user',
  ),
  headerValue,
  { maxKeys: 4 },
);
const part = fc
  .tuple(
    fc.oneof(
      pick('video', 'audio', 'reference_id', 'disable_active_speaker_detection', 'model', 'target_languages', 'config'),
      odd,
      odd.map((language) => `target_srt.${language}`),
    ),
    fc.oneof(pick('', '; filename="x"', '; filename="x"\r\nContent-Type: video/mp4', '\r\nX: y'), odd),
    fc.oneof(pick('x', 'true', '--b--', '\r\n--b'), odd),
  )
  .map(([name, more, content]) => `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`);
const goodForm =
  '--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name="audio"; filename="a"\r\n\r\nx\r\n';
const goodTranslation =
  '--b\r\nContent-Disposition: form-data; name="video"; filename="v"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name="target_languages"\r\n\r\nde,fr\r\n';
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
const body = fc.oneof(
  json.map((value) => ['application/json', JSON.stringify(value)] as const),
  fc
    .tuple(fc.array(part, { maxLength: 3 }), pick('--b--', '', '--b--\r\nmore'), pick('', goodForm))
    .map(([parts, end, good]) => ['multipart/form-data; boundary=b', good + parts.join('') + end] as const),
  fc.tuple(pick('text/plain', 'application/json', 'multipart/form-data', ''), fc.string()),
);
const wild = fc.record({
  method: fc.oneof(
    { weight: 3, arbitrary: pick('GET') },
    { weight: 4, arbitrary: pick('POST') },
    pick('HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
  ),
  path,
  body,
});
const plausible = fc.constantFrom(
  { method: 'GET', path: '/health', body: ['', ''] as const },
  { method: 'GET', path: '/v1/users/me', body: ['', ''] as const },
  { method: 'GET', path: `/v1/lipsync/requests/${request_id}`, body: ['', ''] as const },
  { method: 'GET', path: '/v1/lipsync/requests?reference_id=x', body: ['', ''] as const },
  { method: 'POST', path: '/v1/lipsync/generate', body: ['application/json', '{"inputs":[]}'] as const },
  { method: 'GET', path: `/v1/video-translate/requests/${request_id}`, body: ['', ''] as const },
  { method: 'GET', path: '/v1/video-translate/requests?reference_id=x&status=failed', body: ['', ''] as const },
  { method: 'GET', path: '/v1/video-translate/voices?search=x', body: ['', ''] as const },
  {
    method: 'POST',
    path: '/v1/video-translate/generate',
    body: ['application/json', '{"inputs":[],"target_languages":["de"]}'] as const,
  },
  {
    method: 'POST',
    path: '/v1/video-translate/generate-with-media',
    body: ['multipart/form-data; boundary=b', `${goodTranslation}--b--`] as const,
  },
  {
    method: 'POST',
    path: '/v1/lipsync/generate-with-media',
    body: ['multipart/form-data; boundary=b', `${goodForm}--b--`] as const,
  },
);
const request = fc.record({
  target: fc.oneof({ weight: 2, arbitrary: wild }, { weight: 1, arbitrary: plausible }),
  headers,
  /** What the API answers: things that would harm if they were passed on. */
  answer: fc.nat({ max: 5 }),
  operations: fc.subarray(Object.keys(allowed) as OperationId[], { minLength: 4 }),
});

test('1,000 random requests: nothing but the allowed operations gets through, and the key never comes back', async () => {
  watchLog();
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`SEED=${seed}\n`);
  const reached: Record<string, number> = {};

  const property = fc.asyncProperty(request, async ({ target, headers, answer, operations }) => {
    const {
      method,
      path,
      body: [type, text],
    } = target;
    const sent: string[] = [];
    const fetch = async (to: string, init: RequestInit) => {
      const own = Object.fromEntries(new Headers(init.headers));
      const { 'content-type': _, ...rest } = own;
      expect(rest).toEqual({ accept: 'application/json', 'x-api-key': apiKey });
      expect(init.redirect).toMatch(/^(manual|error)$/);
      const content = init.body == null ? '' : latin1(await new Response(init.body).arrayBuffer());
      expect(to.startsWith(`${baseURL}/`)).toBe(true);
      sent.push(`${init.method} ${to.slice(baseURL.length)}`);
      if (content !== '') {
        const last = /"reference_id":"([\s\S]*)"}$|name="reference_id"\r\n\r\n([\s\S]*)\r\n--chm_[\w-]{22}--\r\n$/.exec(
          content,
        );
        expect(last?.[1] ?? last?.[2]).toMatch(new RegExp(`^${prefix}[sS]+$`));
      }
      const echo = JSON.stringify(own);
      const job = {
        id: request_id,
        status: 'queued',
        created_at: 'x',
        reference_id: `${prefix}${apiKey}`,
        output_url: echo,
      };
      return [
        () =>
          new Response(echo, {
            headers: { 'set-cookie': apiKey, 'x-api-key': apiKey, 'retry-after': apiKey },
          }),
        () => Response.json({ error: `no ${echo}` }, { status: 400, headers: own }),
        () => Response.json({ ...job, status: 'success', request_id, name: apiKey }),
        () => Response.json({ data: [job], pagination: { limit: 1, offset: 0, total: 1 } }),
        () => Response.json({ status: 'ok', request_id, name: 'token', id: request_id }),
        () => Response.json({ error: 'lipsync request not found' }, { status: 404 }),
      ][answer]?.() as Response;
    };
    const handler = createProxyHandler({
      ...settings,
      baseURL,
      operations,
      fetch,
      authorize: () => ({ owner: 'ann' }),
    });
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
    for (const call of sent) {
      const operation = Object.keys(allowed).find((name) => allowed[name]?.test(call));
      expect(operation, call).toBeDefined();
      reached[operation as string] = (reached[operation as string] ?? 0) + 1;
    }
    // A lookup by reference is part of retrieving; everything else needs to be on the list itself.
    const direct = sent.filter((call) => !allowed['lipsync.requests.list']?.test(call));
    for (const call of direct) {
      expect(
        operations.some((name) => allowed[name]?.test(call)),
        call,
      ).toBe(true);
    }
  });
  await fc.assert(property, { numRuns: 1_000, seed });
  // It was no walk in the void.
  expect(Object.keys(reached).sort()).toEqual(Object.keys(allowed).sort());
});
