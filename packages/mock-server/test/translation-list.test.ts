import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { call, makeTranslation, startMock, video } from './fixtures.ts';

const path = '/v1/video-translate/requests';

/** The references of what a list holds, and how many there are. */
async function list(mock: MockServer, query: Record<string, string> = {}): Promise<[string, number]> {
  const { body } = await call(mock, `${path}?${new URLSearchParams(query)}`);
  const { data, pagination } = body as { data: { reference_id: string }[]; pagination: { total: number } };
  return [data.map(({ reference_id }) => reference_id).join(' '), pagination.total];
}

/** Four translations, a second apart: completed, failed, uploading and queued. */
async function startFour(): Promise<MockServer> {
  const mock = await startMock({ queuedMs: 1_000, processingMs: 2_000 });
  await makeTranslation(mock, { reference_id: 'a', source_language: 'en', target_languages: ['de', 'fr'] });
  mock.clock.advance(1_000);
  const inputs = [{ ...video, url: 'https://cdn.example.com/not-accessible.mp4' }];
  await makeTranslation(mock, { reference_id: 'b', source_language: 'en', target_languages: ['de'], inputs });
  mock.clock.advance(1_000);
  await makeTranslation(mock, { reference_id: 'c', source_language: 'ja', target_languages: ['fr', 'de-AT'] });
  mock.clock.advance(1_000);
  await makeTranslation(mock, { reference_id: 'd', target_languages: ['ja'] });
  mock.clock.advance(200);
  return mock;
}

test.each<[Record<string, string>, string]>([
  [{}, 'd c b a'],
  [{ status: 'completed' }, 'a'],
  [{ status: 'failed' }, 'b'],
  [{ status: 'uploading' }, 'c'],
  [{ status: 'queued' }, 'd'],
  [{ status: 'processing' }, ''],
  [{ status: 'unheard of' }, ''],
  [{ source_language: 'en' }, 'b a'],
  [{ source_language: 'e' }, ''],
  [{ target_language: 'de' }, 'b a'],
  [{ target_language: 'fr' }, 'c a'],
  [{ target_language: 'x' }, ''],
  [{ reference_id: 'c' }, 'c'],
  [{ reference_id: 'C' }, ''],
  [{ created_after: '2026-04-07T10:00:01Z' }, 'd c'],
  [{ created_after: '2026-04-07T12:00:01.5+02:00' }, 'd c'],
  [{ created_after: '2026-04-07T10:00:03.000Z' }, ''],
  [{ created_before: '2026-04-07T10:00:02Z' }, 'b a'],
  [{ created_before: '2026-04-07T10:00:00Z' }, ''],
  [{ created_after: '2026-04-07T10:00:00Z', created_before: '2026-04-07T10:00:03Z' }, 'c b'],
  [{ status: 'completed', target_language: 'fr', source_language: 'en', reference_id: 'a' }, 'a'],
  [{ status: 'completed', target_language: 'ja' }, ''],
  [{ reference_id: 'a', status: 'failed' }, ''],
  [{ status: '', source_language: '', target_language: '', created_after: '', created_before: '' }, 'd c b a'],
  [{ target_languages: 'de', model: 'classic', id: 'x', unknown: 'y', constructor: 'z' }, 'd c b a'],
])('%j', async (query, references) => {
  const mock = await startFour();
  expect(await list(mock, query)).toEqual([references, references.split(' ').filter(Boolean).length]);
});

test('the total is that of all that match, on every page', async () => {
  const mock = await startFour();
  expect(await list(mock, { target_language: 'de', limit: '1' })).toEqual(['b', 2]);
  expect(await list(mock, { target_language: 'de', limit: '1', offset: '1' })).toEqual(['a', 2]);
  expect(await list(mock, { target_language: 'de', offset: '2' })).toEqual(['', 2]);
});

test('an empty reference finds only what has it', async () => {
  const mock = await startMock();
  await makeTranslation(mock, { reference_id: 'a' });
  await makeTranslation(mock, { reference_id: '' });
  expect(await list(mock, { reference_id: '' })).toEqual(['', 1]);
});

test('jobs move from one status to the next as time goes by', async () => {
  const mock = await startFour();
  expect(await list(mock, { status: 'completed' })).toEqual(['a', 1]);
  mock.clock.advance(2_800);
  expect(await list(mock, { status: 'completed' })).toEqual(['d c a', 3]);
});

test.each([
  ['limit=0', 'limit must be an integer of at least 1'],
  ['offset=-1', 'offset must be an integer of at least 0'],
  ['created_after=yesterday', 'created_after must be a date-time'],
  ['created_after=2026-04-07', 'created_after must be a date-time'],
  ['created_before=2026-13-01T00:00:00Z', 'created_before must be a date-time'],
  ['created_before=2026-04-07T10:00:00', 'created_before must be a date-time'],
  // In a query a plus sign is a space.
  ['created_after=2026-04-07T10:00:00+02:00', 'created_after must be a date-time'],
])('the list with %s is refused', async (query, error) => {
  const mock = await startMock();
  expect(await call(mock, `${path}?${query}`)).toMatchObject({ status: 400, body: { error } });
});
