import { expect, test } from 'vitest';
import type { MockServer } from '../src/index.ts';
import { call, makeJob, makeTranslation, startMock, unreachable } from './fixtures.ts';

/** The references of what a list holds, and how many there are. */
async function list(mock: MockServer, query: Record<string, string> = {}): Promise<[string, number]> {
  const { body } = await call(mock, `/v1/video-translate/requests?${new URLSearchParams(query)}`);
  const { data, pagination } = body as { data: { reference_id: string }[]; pagination: { total: number } };
  return [data.map(({ reference_id }) => reference_id).join(' '), pagination.total];
}

/** Four translations, a second apart: completed, failed, uploading and queued. */
async function startFour(): Promise<MockServer> {
  const mock = await startMock({ queuedMs: 1_000, processingMs: 2_000 });
  await makeTranslation(mock, { reference_id: 'a', source_language: 'en', target_languages: ['de', 'fr'] });
  mock.clock.advance(1_000);
  const inputs = [unreachable];
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
])('the translations with %j', async (query, references) => {
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

test('lip sync is listed newest first, in pages, and filtered by the exact reference', async () => {
  const mock = await startMock();
  const ids: string[] = [];
  for (const reference of ['a', 'b', 'a', 'ab', 'a']) ids.unshift(await makeJob(mock, reference));
  for (const [query, places, limit, offset, total] of [
    ['', [0, 1, 2, 3, 4], 20, 0, 5],
    ['limit=2&offset=1', [1, 2], 2, 1, 5],
    ['reference_id=a', [0, 2, 4], 20, 0, 3],
    ['reference_id=none', [], 20, 0, 0],
    ['offset=9', [], 20, 9, 5],
  ] as const) {
    const { body } = await call(mock, `/v1/lipsync/requests?${query}`);
    const { data, pagination } = body as { data: { id: string }[]; pagination: unknown };
    expect(
      data.map(({ id }) => ids.indexOf(id)),
      query,
    ).toEqual(places);
    expect(pagination, query).toEqual({ limit, offset, total });
  }
});

test.each([
  ['limit=0', 400],
  ['limit=1.5', 400],
  ['limit=', 200],
  ['limit=ten', 400],
  ['offset=-1', 400],
  ['offset=x', 400],
  ['limit=1&limit=0', 200],
  ['limit=1000000&offset=0&unknown=1', 200],
  ['reference_id=a&reference_id=b', 200],
  ['reference_id=%zz', 200],
])('the list with %s answers %i', async (query, status) => {
  const mock = await startMock();
  expect((await call(mock, `/v1/lipsync/requests?${query}`)).status).toBe(status);
});

test('a question mark in a query belongs to its value', async () => {
  const mock = await startMock();
  await makeJob(mock, 'why?');
  const { body } = await call(mock, '/v1/lipsync/requests?reference_id=why?');
  expect(body).toMatchObject({ pagination: { total: 1 } });
});

interface Voice {
  voice_id: string;
  language: string;
  gender: string;
  application: string;
  is_favorite: boolean;
}

async function listVoices(query: Record<string, string> = {}): Promise<{ voices: Voice[]; pagination: object }> {
  const mock = await startMock();
  const { body } = await call(mock, `/v1/video-translate/voices?${new URLSearchParams(query)}`);
  return body as { voices: Voice[]; pagination: object };
}

test('there are 30 voices, 20 on the first page, each once', async () => {
  const first = await listVoices();
  expect(first.voices).toHaveLength(20);
  expect(first.pagination).toEqual({ limit: 20, offset: 0, total: 30 });
  const second = await listVoices({ offset: '20' });
  expect(second.pagination).toEqual({ limit: 20, offset: 20, total: 30 });
  expect(new Set([...first.voices, ...second.voices].map(({ voice_id }) => voice_id)).size).toBe(30);
});

test.each<[Record<string, string>, (voice: Voice) => boolean]>([
  [{ language: 'de' }, ({ language }) => language === 'de'],
  [{ gender: 'Female' }, ({ gender }) => gender === 'Female'],
  [{ gender: 'Other' }, ({ gender }) => gender === 'Other'],
  [{ application: 'social media' }, ({ application }) => application === 'social media'],
  [{ favorite: 'true' }, ({ is_favorite }) => is_favorite],
  [{ favorite: 'false' }, ({ is_favorite }) => !is_favorite],
  [{ language: 'en', gender: 'Male' }, ({ language, gender }) => language === 'en' && gender === 'Male'],
  [{ language: '', gender: '', application: '', favorite: '', search: '' }, () => true],
  [{ is_favorite: 'true', reference_id: 'x', status: 'queued' }, () => true],
])('the voices with %j', async (query, isWanted) => {
  const all = (await listVoices({ limit: '100' })).voices;
  const wanted = all.filter(isWanted);
  expect(wanted.length).toBeGreaterThan(0);
  expect((await listVoices({ ...query, limit: '100' })).voices).toEqual(wanted);
});

test.each([
  ['ANNA', 'voice-anna'],
  ['audiobooks', 'voice-camille'],
  ['documentaries', 'voice-lukas'],
])('the search for the voice %j', async (search, id) => {
  expect(await listVoices({ search })).toMatchObject({ voices: [{ voice_id: id }], pagination: { total: 1 } });
});

test.each<Record<string, string>>([
  { search: 'nobody is called so' },
  { language: 'xx' },
  { search: 'anna', language: 'fr' },
])('no voice has %j', async (query) => {
  expect(await listVoices(query)).toEqual({ voices: [], pagination: { limit: 20, offset: 0, total: 0 } });
});

test.each([
  ['requests?limit=0', 'limit must be an integer of at least 1'],
  ['requests?offset=-1', 'offset must be an integer of at least 0'],
  ['requests?created_after=yesterday', 'created_after must be a date-time'],
  ['requests?created_after=2026-04-07', 'created_after must be a date-time'],
  ['requests?created_before=2026-13-01T00:00:00Z', 'created_before must be a date-time'],
  ['requests?created_before=2026-04-07T10:00:00', 'created_before must be a date-time'],
  // In a query a plus sign is a space.
  ['requests?created_after=2026-04-07T10:00:00+02:00', 'created_after must be a date-time'],
  ['voices?gender=male', 'gender must be "Male", "Female" or "Other"'],
  ['voices?gender=any', 'gender must be "Male", "Female" or "Other"'],
  ['voices?favorite=yes', 'favorite must be a boolean'],
  ['voices?favorite=1', 'favorite must be a boolean'],
  ['voices?limit=0', 'limit must be an integer of at least 1'],
  ['voices?offset=-1', 'offset must be an integer of at least 0'],
])('%s is refused', async (target, error) => {
  const mock = await startMock();
  expect(await call(mock, `/v1/video-translate/${target}`)).toMatchObject({ status: 400, body: { error } });
});
