import type { LipsyncRequest, VideoTranslateRequest, Voice } from '@chamelaion/client';
import { expect, test } from 'vitest';
import { type Entry, entryWords, newestFirst } from '../studio/page/history/entry.ts';
import { jobWords, type KindWords } from '../studio/page/job/job-words.ts';
import { type Original, type StudioJob, tabSign } from '../studio/page/job/studio-job.ts';
import { languageName } from '../studio/page/translate/language-name.ts';
import { emptyTranslation } from '../studio/page/translate/translate-draft.ts';
import { costWords, optionsWords, voicesWords } from '../studio/page/translate/translate-words.ts';

test('a language has its English name, and keeps its code if it has none', () => {
  expect(['de', 'pt-BR', 'xx', 'not a code'].map(languageName)).toEqual([
    ...['German', 'Brazilian Portuguese', 'xx', 'not a code'],
  ]);
});

test('the price is named by languages, never as a sum', () => {
  expect(costWords([])).toBe('The real API charges a translation once for each language.');
  expect(costWords(['de'])).toMatch(/language\. This one is paid once: German\.$/);
  expect(costWords(['de', 'fr', 'xx'])).toMatch(/This one is paid 3 times: German, French, and xx\.$/);
});

test('what is folded away says what it holds', () => {
  const voice = (name: string) => ({ name }) as Voice;
  expect(voicesWords([undefined])).toBe('the service chooses');
  expect(voicesWords([voice('Anna'), undefined, voice('Chloe')])).toBe('Speaker 1: Anna, Speaker 3: Chloe');
  expect(optionsWords(emptyTranslation)).toBe('as usual');
  const options = { source_language: 'ja', model: 'classic', disable_lip_sync: true } as const;
  expect(optionsWords({ ...emptyTranslation, options })).toBe('from Japanese, classic, no lip sync');
});

test.each([
  ['idle', undefined],
  ['submitting', 'running'],
  ['uploading', 'running'],
  // A status to come.
  ['dreaming', 'running'],
  ['completed', 'done'],
  ['failed', 'has a problem'],
  ['unsettled', 'has a problem'],
  ['stopped', 'stopped'],
])('a tab whose job is %s says %s', (phase, word) => {
  expect(tabSign({ phase } as StudioJob)?.word).toBe(word);
});

const kind: KindWords = {
  idle: { heading: '', advice: '' },
  processing: '',
  completed: { heading: 'Ready', advice: 'Play both.' },
};
const words = (job: object, original?: Original) => jobWords(job as StudioJob, kind, original);

test('a result is compared only with an original that the page can show', () => {
  const job = { phase: 'completed', elapsed: 25_000 };
  expect(words(job, { src: 'https://a.test/a.mp4' })).toEqual({ heading: 'Ready', advice: 'It took 0:25. Play both.' });
  expect(words(job)).toEqual({ heading: 'Ready', advice: 'It took 0:25.' });
});

test('the service’s own upload does not read like the page’s', () => {
  expect(words({ phase: 'submitting', uploadProgress: { sent: 1, total: 2 } }).advice).toMatch(/Keep this page open/);
  expect(words({ phase: 'uploading' }).advice).toMatch(/You may reload or leave this page/);
});

test('both kinds stand in one history, each job once, the newest first', () => {
  const dub = (id: string, created_at: string): Entry => ({
    kind: 'lipsync',
    job: { id, created_at } as LipsyncRequest,
  });
  const translation = (id: string, created_at: string): Entry => ({
    kind: 'videoTranslate',
    job: { id, created_at, target_languages: ['de', 'fr'] } as VideoTranslateRequest,
  });
  const entries = newestFirst([
    dub('b', '2026-04-07T10:00:02Z'),
    dub('a', '2026-04-07T10:00:00Z'),
    dub('a', '2026-04-07T10:00:00Z'),
    translation('c', '2026-04-07T12:00:01+02:00'),
  ]);
  expect(entries.map(({ job }) => job.id)).toEqual(['b', 'c', 'a']);
  expect(entries.map(entryWords)).toEqual(['Lip sync', 'Translation: German and French', 'Lip sync']);
});
