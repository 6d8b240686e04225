import { beforeEach, expect, test } from 'vitest';
import { alone, ask, job, json, prefix, proxyTo, readAll, retrieve } from './fake-api.ts';
import { watchLog } from './log.ts';
import { prefixOf } from './prefix.ts';
import { ownerSecret } from './settings.ts';

beforeEach(() => void watchLog());

test('if several jobs have one reference, the newest is found, in whichever order the API lists them', async () => {
  const newest = { ...job, id: crypto.randomUUID(), created_at: '2026-04-07T11:00:00Z' };
  for (const data of [
    [job, newest],
    [newest, job],
  ]) {
    const { handler } = proxyTo(json({ data, pagination: { limit: 20, offset: 0, total: 2 } }));
    expect(await readAll(handler(ask('/v1/lipsync/requests/mine')))).toMatchObject({
      body: { id: newest.id },
    });
  }
});

test('a job is shown with its documented fields alone', async () => {
  const { handler } = proxyTo(
    json({
      ...job,
      status: 'failed',
      error_message: `no video for ${prefix}mine`,
      output_url: 'https://x.test/c1_AAAAAAAAAAAAAAAAAAAAAA_',
      account: 'secret',
      started_at: 42,
    }),
  );
  expect(await readAll(handler(retrieve()))).toEqual({
    status: 200,
    headers: alone,
    body: {
      ...job,
      status: 'failed',
      reference_id: 'mine',
      error_message: 'no video for mine',
      output_url: 'https://x.test/c1_AAAAAAAAAAAAAAAAAAAAAA_',
    },
  });
});

test.each<[string, object]>([
  ['no reference', { ...job, reference_id: undefined }],
  ['a reference that is none', { ...job, reference_id: 42 }],
  ['another’s reference', { ...job, reference_id: `${prefixOf('bob', ownerSecret)}mine` }],
  ['the tag alone', { ...job, reference_id: prefix.slice(0, -1) }],
  ['the tag in another place', { ...job, reference_id: `x${prefix}mine` }],
  ['the tag in other letters', { ...job, reference_id: `${prefix.toUpperCase()}mine` }],
])('a job with %s belongs to no owner', async (_, found) => {
  const { handler } = proxyTo(({ path }) =>
    Response.json(path.includes('?') ? { data: [], pagination: { limit: 1, offset: 0, total: 0 } } : found),
  );
  expect(await readAll(handler(retrieve()))).toEqual({
    status: 404,
    headers: alone,
    body: { error: 'lipsync request not found' },
  });
});

test('a list that was not filtered is not shown', async () => {
  const pagination = { limit: 20, offset: 0, total: 2 };
  for (const other of [`${prefixOf('bob', ownerSecret)}mine`, `${prefix}other`, 'mine', undefined]) {
    const data = [job, { ...job, reference_id: other }];
    const { handler } = proxyTo(json({ data, pagination }));
    for (const path of ['/v1/lipsync/requests?reference_id=mine', '/v1/lipsync/requests/mine']) {
      expect(await readAll(handler(ask(path)))).toMatchObject({
        status: 502,
        body: { error: 'bad gateway' },
      });
    }
  }
});

test('an answer about another job than the one asked for is not shown', async () => {
  const { handler } = proxyTo(json({ ...job, id: crypto.randomUUID() }));
  expect(await readAll(handler(retrieve()))).toMatchObject({ status: 502 });
});
