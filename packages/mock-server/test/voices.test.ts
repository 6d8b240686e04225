import { expect, test } from 'vitest';
import { call, startMock } from './fixtures.ts';

interface Voice {
  voice_id: string;
  language: string;
  gender: string;
  application: string;
  is_favorite: boolean;
}

async function list(query: Record<string, string> = {}): Promise<{ voices: Voice[]; pagination: object }> {
  const mock = await startMock();
  const { status, body } = await call(mock, `/v1/video-translate/voices?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return body as { voices: Voice[]; pagination: object };
}

test('there are 30 voices, 20 on the first page, each once', async () => {
  const first = await list();
  expect(first.voices).toHaveLength(20);
  expect(first.pagination).toEqual({ limit: 20, offset: 0, total: 30 });
  const second = await list({ offset: '20' });
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
])('%j', async (query, isWanted) => {
  const all = (await list({ limit: '100' })).voices;
  const wanted = all.filter(isWanted);
  expect(wanted.length).toBeGreaterThan(0);
  expect((await list({ ...query, limit: '100' })).voices).toEqual(wanted);
});

test.each([
  ['ANNA', 'voice-anna'],
  ['audiobooks', 'voice-camille'],
  ['documentaries', 'voice-lukas'],
])('the search for %j', async (search, id) => {
  expect(await list({ search })).toMatchObject({ voices: [{ voice_id: id }], pagination: { total: 1 } });
});

test.each<Record<string, string>>([
  { search: 'nobody is called so' },
  { language: 'xx' },
  { search: 'anna', language: 'fr' },
])('%j finds none', async (query) => {
  expect(await list(query)).toEqual({ voices: [], pagination: { limit: 20, offset: 0, total: 0 } });
});

test.each([
  ['gender=male', 'gender must be "Male", "Female" or "Other"'],
  ['gender=any', 'gender must be "Male", "Female" or "Other"'],
  ['favorite=yes', 'favorite must be a boolean'],
  ['favorite=1', 'favorite must be a boolean'],
  ['limit=0', 'limit must be an integer of at least 1'],
  ['offset=-1', 'offset must be an integer of at least 0'],
])('the voices with %s are refused', async (query, error) => {
  const mock = await startMock();
  expect(await call(mock, `/v1/video-translate/voices?${query}`)).toMatchObject({ status: 400, body: { error } });
});
