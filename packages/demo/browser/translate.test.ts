import { buffer } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  chooseLanguages,
  clip,
  field,
  giveAddresses,
  openTranslate,
  play,
  send,
  subtitles,
  takeSample,
  unfold,
} from './media.ts';
import { useStage } from './stage.ts';
import { test } from './visit.ts';

const stage = useStage();

/** What the mock was asked to translate. */
function body(operation: string): unknown {
  return stage.mock.requests.find((request) => request.operation === operation)?.body;
}

/** The subtitles that a video shows at this second. */
async function shownAt(page: Page, label: string, second: number): Promise<string[]> {
  return page.getByLabel(label, { exact: true }).evaluate(async (element, second) => {
    const video = element as HTMLVideoElement;
    video.pause();
    video.currentTime = second;
    await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    const track = video.textTracks[0] as TextTrack;
    for (let tries = 0; tries < 50 && track.activeCues?.length === 0; tries++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return [track.mode, ...[...(track.activeCues ?? [])].map((cue) => (cue as VTTCue).text)];
  }, second);
}

test('a file becomes a video in each language, with its subtitles, beside the original', async () => {
  const { page } = await stage.visit('translate: completed');
  await play(page, 'Original video');
  for (const [name, code] of Object.entries({ German: 'de', French: 'fr' })) {
    await play(page, `Video in ${name}`);
    expect(await shownAt(page, `Video in ${name}`, 2)).toEqual(['showing', `[${code}] Te la bu daa`]);
  }
  expect(stage.submissions()).toBe(1);
  expect(body('videoTranslate.generateWithMedia')).toMatchObject({ target_languages: '["de","fr"]' });
});

test('all that was made can be downloaded', async () => {
  const { page } = await stage.visit('translate: completed');
  for (const [part, type, start] of [
    ['Video', 'mp4', 'ftyp'],
    ['Audio', 'wav', 'RIFF'],
    ['Subtitles', 'srt', '-->'],
  ] as const) {
    const started = page.waitForEvent('download');
    await page.getByRole('link', { name: `${part} in French` }).click();
    const download = await started;
    expect(download.suggestedFilename()).toMatch(new RegExp(`^[0-9a-f]{8}-fr\\.${type}$`));
    expect((await buffer(await download.createReadStream())).subarray(0, 100).toString('latin1')).toContain(start);
  }
  for (const path of ['de', 'de/constructor', 'xx/video', '%']) {
    const file = await fetch(new URL(`/files/6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8/${path}`, page.url()));
    expect(file.status, path).toBeGreaterThanOrEqual(400);
  }
});

test('an address, voices, subtitles and options reach the API', async () => {
  const visit = await stage.visit();
  const { page, heading, until } = visit;
  await openTranslate(page);
  await giveAddresses(page, 'https://cdn.example.com/42.mp4');
  await chooseLanguages(page, 'ger', 'pt-br', 'jap');
  await page.getByRole('button', { name: 'Remove Brazilian Portuguese' }).click();
  await unfold(page, 'Voices');
  await page.getByRole('radio', { name: /^Anna/ }).check();
  await page.getByRole('button', { name: 'Add a speaker' }).click();
  await page.getByRole('radio', { name: /^Kenji/ }).check();
  await page.getByText('Speaker 1: Anna, Speaker 2: Kenji').waitFor();
  await unfold(page, 'More options');
  await page.getByLabel('The video speaks').selectOption('English');
  await page.getByLabel('Model').selectOption('Classic');
  for (const name of ['Address people formally', 'No lip sync', 'No background audio']) {
    await page.getByRole('checkbox', { name }).check();
  }
  await field(page, 'subtitles').setInputFiles(subtitles);
  await send(visit);
  await until(heading('Your translation is ready'));
  await page.getByText('The browser cannot play this address.').waitFor();
  expect(body('videoTranslate.generate')).toMatchObject({
    inputs: [{ type: 'video', url: 'https://cdn.example.com/42.mp4' }],
    target_languages: ['de', 'ja'],
    source_language: 'en',
    model: 'classic',
    formality: true,
    disable_lip_sync: true,
    disable_background_audio: true,
    config: {
      speaker_voices: { 0: 'voice-anna', 1: 'voice-kenji' },
      source_srt: { file_name: 'clip.srt', content: expect.stringContaining('Hello') },
    },
  });
});

test('filters narrow the voices down, and a choice outlives them', async () => {
  const { page } = await stage.visit();
  await openTranslate(page);
  await unfold(page, 'Voices');
  await page.getByText('30 of 30 voices').waitFor();
  const names = () => page.locator('.voices .label').allInnerTexts();
  await page.getByRole('radio', { name: /^Lukas/ }).check();
  await page.getByLabel('Language', { exact: true }).selectOption('Japanese');
  await page.getByText('2 of 2 voices').waitFor();
  expect(await names()).toEqual(['The service chooses', 'Haruka', 'Kenji']);
  await page.getByLabel('Gender', { exact: true }).selectOption('Male');
  await page.getByText('1 of 1 voices').waitFor();
  await page.getByRole('checkbox', { name: 'Favorites only' }).check();
  await page.getByText('No voice fits. Change the filters.').waitFor();
  await page.getByLabel('Gender', { exact: true }).selectOption('Any');
  await page.getByText('1 of 1 voices').waitFor();
  expect(await names()).toEqual(['The service chooses', 'Haruka']);
  await page.getByLabel('Search voices').fill('nobody');
  await page.getByText('No voice fits. Change the filters.').waitFor();
  await page.getByText('Speaker 1: Lukas').first().waitFor();
});

test('both kinds of job run at once, a tab shows how its own stands, and a reload finds both', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await takeSample(page);
  await send(visit);
  await heading('Queued').waitFor();
  await openTranslate(page);
  await page.getByRole('tab', { name: 'Lip sync running' }).waitFor();
  await field(page, 'video').setInputFiles(clip);
  await chooseLanguages(page, 'german');
  await send(visit);
  await until(heading('The service is uploading'));
  const ids = await page.locator('.history summary code').allInnerTexts();

  await page.reload();
  await heading('The service is uploading').waitFor();
  await until(page.getByRole('tab', { name: 'Lip sync done' }));
  await until(heading('Your translation is ready'));
  await page.getByRole('tab', { name: 'Translate done' }).waitFor();
  expect(await page.locator('.history summary code').allInnerTexts()).toEqual(ids);
  await page.goBack();
  await heading('Your video is ready').waitFor();
  expect(stage.submissions()).toBe(2);
});

test('before a translation is paid, its form says how often', async () => {
  const { page } = await stage.visit();
  await page.route('**/studio.json', (route) => route.fulfill({ json: { spendsCredits: true } }));
  await page.goto(new URL('/#translate', page.url()).href);
  await page.reload();
  await page.getByText('The real API charges a translation once for each language.').waitFor();
  await chooseLanguages(page, 'german', 'fr');
  await page.getByText('This one is paid 2 times: German and French.').waitFor();
  await page.getByRole('button', { name: 'Translate it (spends credits)' }).waitFor();
});
