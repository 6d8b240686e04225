import type { JSHandle, Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  chooseFiles,
  chooseLanguages,
  clip,
  field,
  giveAddresses,
  openTranslate,
  send,
  subtitles,
  unfold,
} from './media.ts';
import { useStage } from './stage.ts';
import { states } from './states.ts';
import { test } from './visit.ts';

const stage = useStage();

/** Files that are held over the page. */
async function drag(page: Page, ...names: string[]): Promise<{ dataTransfer: JSHandle<DataTransfer> }> {
  const dataTransfer = await page.evaluateHandle((names) => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(new File(['-'], name));
    return transfer;
  }, names);
  return { dataTransfer };
}

const focusedField = (page: Page) => page.evaluate(() => (document.activeElement as HTMLInputElement).name);

test('an empty token balance: what to do, and the same files go at once when it is done', async () => {
  const visit = await stage.visit('token limit');
  const { page, heading } = visit;
  await page.getByText('Top up the balance of your Chamelaion account', { exact: false }).first().waitFor();
  await page.getByText('Your jobs will show here.').waitFor();
  await send(visit);
  await heading('Queued').waitFor();
});

test('a job that failed: which file, where it is, and what to do', async () => {
  const visit = await stage.visit('failed');
  const { page, heading, until } = visit;
  await page.getByText('Open https://cdn.example.com/not-accessible/42.mp4 in a private window').first().waitFor();
  await page.locator('.history summary', { hasText: 'Failed' }).click();
  await page.getByText('The video could not be fetched. Open its address').waitFor();

  await page.getByRole('button', { name: 'Try again' }).click();
  expect(await field(page, 'video').inputValue()).toContain('not-accessible');
  await giveAddresses(page, 'https://cdn.example.com/42.mp4', 'https://cdn.example.com/not-accessible.wav');
  await send(visit);
  await until(heading('The voice track could not be fetched'));
});

test('files that cannot be used are named before anything is sent', async () => {
  const visit = await stage.visit();
  const { page } = visit;
  const file = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) });
  await field(page, 'video').setInputFiles(file('notes.txt', 'text/plain', 'notes'));
  await page.getByText('“notes.txt” cannot be used: a video must be MP4').waitFor();
  // It goes where it belongs, wherever it was put.
  await field(page, 'video').setInputFiles(file('empty.wav', 'audio/wav', ''));
  await page.locator('[data-part=audio]', { hasText: 'empty.wav' }).waitFor();
  await field(page, 'video').setInputFiles(clip);
  await send(visit);
  await page.getByText('“empty.wav” is empty. Choose another file.').waitFor();
  expect(await focusedField(page)).toBe('audio');
  expect(await field(page, 'audio').getAttribute('aria-invalid')).toBe('true');
  expect(stage.submissions()).toBe(0);
});

test('files that are dropped find their places', async () => {
  const { page } = await stage.visit();
  const files = await drag(page, 'voice.mp3', 'clip.mp4');
  await page.dispatchEvent('body', 'dragover', files);
  await page.locator('form.over').waitFor();
  await page.dispatchEvent('body', 'drop', files);
  await page.locator('[data-part=video]', { hasText: 'clip.mp4' }).waitFor();
  await page.locator('[data-part=audio]', { hasText: 'voice.mp3' }).waitFor();
});

test('what a translation lacks or cannot use is named before anything is sent', async () => {
  const visit = await stage.visit();
  const { page } = visit;
  await openTranslate(page);
  await page.dispatchEvent('body', 'drop', await drag(page, 'clip.mp4', 'clip.srt', 'voice.wav'));
  await page.getByText('“voice.wav” cannot be used: a video must be MP4, subtitles must be SRT.').waitFor();
  await page.getByText('with subtitles').waitFor();
  await send(visit);
  await page.getByText('Choose at least one language.').waitFor();
  expect(await focusedField(page)).toBe('languages');

  await chooseLanguages(page, 'german');
  await send(visit);
  // Their part of the form was folded.
  await page.getByText('“clip.srt” holds no subtitles. Choose another file.').waitFor();
  expect(await focusedField(page)).toBe('subtitles');
  await page.getByRole('button', { name: 'Remove clip.srt' }).click();
  await page.getByText('as usual').waitFor();
  await field(page, 'subtitles').setInputFiles(subtitles);
  expect(stage.submissions()).toBe(0);
  await page.getByRole('tab', { name: 'Lip sync' }).click();
  await page.getByRole('tabpanel', { name: 'Lip sync' }).waitFor();
  // What was dropped on one form is not in the other.
  expect(await page.getByText('clip.mp4').filter({ visible: true }).count()).toBe(0);
});

test('a server that is gone', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await chooseFiles(page);
  await page.route('**/api/chamelaion/**', (route) => route.abort());
  await send(visit);
  // A page cannot tell a server that is gone from an answer that is lost.
  await until(heading('It is not known whether the job was made'));
  await page.getByText('start it again: npx -y pnpm@10.34.8 studio').first().waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Look again' }).click();
  await until(heading('The upload was cut off'));
  await page.getByRole('button', { name: 'Start again' }).click();
  await send(visit);
  await heading('Queued').waitFor();
  expect(stage.submissions()).toBe(1);
});

test('a key that is refused meanwhile', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await chooseFiles(page);
  stage.mock.failNext({ status: 401 }, { times: 100 });
  await send(visit);
  await until(heading('It is not known whether the job was made'));
  await page.getByText('The studio got no proper answer from the service').first().waitFor();
  // Refused, but the proxy does not pass the API's words on.
  expect(stage.submissions()).toBe(1);
});

test('a machine without any network, on which the server still runs, and polls that fail for a while', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { value: false });
    window.dispatchEvent(new Event('offline'));
  });
  await states.queued(visit, stage.mock);
  stage.mock.failNext({ status: 503 }, { on: 'lipsync.requests.retrieve', times: 12 });
  await until(page.getByText('The page keeps asking; the job itself goes on.'));
  await until(heading('Your video is ready'));
  expect(stage.submissions()).toBe(1);
});

test('a wait that goes on, and a job that the server has forgotten', async () => {
  const { page, until, heading } = await stage.visit('stopped');
  await page.getByRole('button', { name: 'Go on waiting' }).click();
  await heading('Queued').waitFor();
  stage.mock.reset();
  await until(heading('The server does not know this job any more'));
  await page.locator('button.primary', { hasText: 'Start again' }).click();
  await heading('New dub').waitFor();
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
  const { page, until, heading } = await stage.visit('translate: uploading');
  await page.route(/\/(files|output)\//, (route) => route.abort());
  await until(heading('Your translation is ready'));
  await page.getByText('The subtitles could not be loaded.').nth(1).waitFor();
  await page.getByText('The link to this video may have run out.').nth(1).waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Get a new link' }).first().click();
  await page.getByLabel('Video in German', { exact: true }).waitFor();
});
