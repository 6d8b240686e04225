import { expect } from 'vitest';
import { clip, field, takeSample } from './media.ts';
import { test, useStage } from './stage.ts';
import { slowDown } from './states.ts';
import { chooseLanguages, openTranslate, sendTranslation, subtitles, translateStates, unfold } from './translation.ts';

const stage = useStage();

test('an empty token balance: what to do, and the same translation goes at once when it is done', async () => {
  const visit = await stage.visit();
  const { page, heading } = visit;
  await translateStates['translate: token limit']?.(visit, stage);
  await page.getByText('Top up the balance of your Chamelaion account', { exact: false }).first().waitFor();
  await page.getByRole('tab', { name: 'Translate has a problem' }).waitFor();
  await sendTranslation(visit);
  await heading('Queued').waitFor();
});

test('a translation that failed: where the video is, and the form comes back as it was', async () => {
  const visit = await stage.visit();
  const { page } = visit;
  await translateStates['translate: failed']?.(visit, stage);
  await page.getByText('Open https://cdn.example.com/not-accessible/42.mp4 in a private window').first().waitFor();
  await page.locator('.history summary', { hasText: 'Failed' }).click();
  await page.getByText('The video could not be fetched. Open its address').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(await field(page, 'video').inputValue()).toContain('not-accessible');
  await page.getByRole('button', { name: 'Remove German' }).waitFor();
});

test('what is missing or cannot be used is named before anything is sent', async () => {
  const visit = await stage.visit();
  const { page } = visit;
  await openTranslate(page);
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    for (const name of ['clip.mp4', 'clip.srt', 'voice.wav']) transfer.items.add(new File(['-'], name));
    return transfer;
  });
  await page.dispatchEvent('body', 'drop', { dataTransfer: files });
  await page.getByText('“voice.wav” cannot be used: a video must be MP4, subtitles must be SRT.').waitFor();
  await page.getByText('with subtitles').waitFor();
  await sendTranslation(visit);
  await page.getByText('Choose at least one language.').waitFor();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('languages');

  await chooseLanguages(page, 'german');
  await sendTranslation(visit);
  // Their part of the form was folded.
  await page.getByText('“clip.srt” holds no subtitles. Choose another file.').waitFor();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('subtitles');
  await page.getByRole('button', { name: 'Remove clip.srt' }).click();
  await page.getByText('as usual').waitFor();
  await field(page, 'subtitles').setInputFiles(subtitles());
  expect(stage.submissions()).toBe(0);
  await page.getByRole('tab', { name: 'Lip sync' }).click();
  await page.getByRole('tabpanel', { name: 'Lip sync' }).waitFor();
  // What was dropped on one form is not in the other.
  expect(await page.getByText('clip.mp4').filter({ visible: true }).count()).toBe(0);
});

test('voices that cannot be had', async () => {
  stage.mock.failNext({ status: 500 }, { on: 'videoTranslate.voices.list', times: 9 });
  const { page, until } = await stage.visit();
  await openTranslate(page);
  await unfold(page, 'Voices');
  await until(page.locator('.voice-picker [role=status]', { hasText: 'The service has a problem.' }));
  await page.getByRole('radio', { name: 'The service chooses' }).waitFor();
});

test('subtitles that cannot be had, and a link that has run out', async () => {
  const visit = await stage.visit();
  const { page } = visit;
  await page.route('**/files/**', (route) => route.abort());
  await page.route('**/output/**', (route) => route.abort());
  await translateStates['translate: completed']?.(visit, stage);
  await page.getByText('The subtitles could not be loaded.').nth(1).waitFor();
  await page.getByText('The link to this video may have run out.').nth(1).waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Get a new link' }).first().click();
  await page.getByLabel('Video in German', { exact: true }).waitFor();
});

test('an upload that a reload cut off, and one that is cancelled', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await slowDown(visit);
  await openTranslate(page);
  await field(page, 'video').setInputFiles(clip);
  await chooseLanguages(page, 'german');
  await sendTranslation(visit);
  await page.getByText(/^\d+ kB of 30 kB sent/).waitFor();
  await page.reload();
  await heading('Looking for your job').waitFor();
  await until(heading('The upload was cut off'));
  await page.getByRole('button', { name: 'Start again' }).click();
  await heading('New translation').waitFor();

  await takeSample(page);
  await chooseLanguages(page, 'german');
  await sendTranslation(visit);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await heading('Not waiting any more').waitFor();
  await page.getByRole('tab', { name: 'Translate stopped' }).waitFor();
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.getByText('clip.mp4').waitFor();
  await page.getByText('Your jobs will show here.').waitFor();
});

test('a translation that the server has forgotten', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await translateStates['translate: queued']?.(visit, stage);
  await page.getByRole('button', { name: 'Stop waiting' }).click();
  await heading('Not waiting any more').waitFor();
  await page.getByRole('button', { name: 'Go on waiting' }).click();
  await heading('Queued').waitFor();
  stage.mock.reset();
  await until(heading('The server does not know this job any more'));
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
