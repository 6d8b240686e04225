import { expect, test } from 'vitest';
import { ask, inputs, mediaForm, post, postForm, proxyTo, request_id } from './fake-api.ts';
import { watchLog } from './log.ts';
import { apiKey } from './settings.ts';

const hostile = {
  authorization: 'Bearer own',
  'x-api-key': 'own',
  cookie: 'session=own',
  'proxy-authorization': 'own',
  connection: 'x-api-key, close',
  te: 'trailers',
  upgrade: 'websocket',
  'keep-alive': 'own',
  'transfer-encoding': 'chunked',
  'x-forwarded-for': 'own',
  'x-forwarded-host': 'evil.test',
  'x-forwarded-proto': 'own',
  forwarded: 'host=evil.test',
  'x-http-method-override': 'DELETE',
  'x-original-url': '/own',
  'x-rewrite-url': '/own',
  prefer: 'code=500',
  range: 'bytes=0-1',
  'if-none-match': '"own"',
  'if-modified-since': 'own',
  'if-match': '"own"',
  accept: 'text/html',
  'accept-encoding': 'own',
  'content-encoding': 'own',
  'user-agent': 'own',
  referer: 'own',
  'x-custom': 'own',
};

test('none of the caller’s headers is sent on', async () => {
  // The one answer that all of them get fits few.
  watchLog();
  const { handler, sent } = proxyTo();
  const requests = [
    ask('/health'),
    ask('/v1/users/me'),
    ask(`/v1/lipsync/requests/${request_id}`),
    ask('/v1/lipsync/requests?reference_id=mine'),
    post({ inputs }),
    postForm(mediaForm()),
  ];
  for (const request of requests) {
    for (const [name, value] of Object.entries(hostile)) request.headers.set(name, value);
    await handler(request);
  }
  expect(sent).toHaveLength(requests.length);
  for (const { method, headers } of sent) {
    const { 'content-type': type, ...rest } = Object.fromEntries(headers);
    expect(rest).toEqual({ accept: 'application/json', 'x-api-key': apiKey });
    if (method === 'GET') expect(type).toBeUndefined();
    else expect(type).toMatch(/^(application\/json|multipart\/form-data; boundary=chm_[\w-]{22})$/);
  }
});

test('requests follow no redirect, take no cookie and no cache', async () => {
  const { handler, sent } = proxyTo();
  for (const request of [ask('/health'), post({ inputs })]) await handler(request);
  for (const { init } of sent) expect(init).toMatchObject({ redirect: 'manual' });
  await handler(postForm(mediaForm()));
  // Node keeps a copy of what it sends unless redirects are errors.
  expect(sent[2]?.init).toMatchObject({ redirect: 'error', window: null, duplex: 'half' });
});

test('no read comes from a cache', async () => {
  const { handler, sent } = proxyTo();
  await handler(ask(`/v1/lipsync/requests/${request_id}`));
  await handler(post({ inputs }));
  expect(sent[0]?.init).toHaveProperty('cache', 'no-store');
  expect(sent[1]?.init).not.toHaveProperty('cache');
});
