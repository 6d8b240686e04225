import { expect } from 'vitest';
import { chooseFiles, chooseLanguages, giveAddresses, openTranslate, play, send, takeSample } from './media.ts';
import { useStage } from './stage.ts';
import { test } from './visit.ts';

const stage = useStage();

test('a reload in the middle goes on with the same job', async () => {
  const { page, until, heading } = await stage.visit('processing');
  const [job] = await page.locator('summary code').allInnerTexts();
  await page.reload();
  await heading('Processing').waitFor();
  await until(heading('Your video is ready'));
  await play(page, 'Result video');
  expect(await page.getByLabel('Result video').getAttribute('src')).toContain(job);
  // A file is never kept.
  await page.getByText('The original was a file on your computer.').waitFor();
  expect(await page.locator('summary code').allInnerTexts()).toEqual([job]);
  expect(stage.submissions()).toBe(1);
});

test('addresses are sent, outlive a reload, and are shown beside the result', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  const [sample] = await Promise.all([
    page.waitForResponse(/clip.*\.mp4$/),
    page.getByRole('button', { name: 'Use the sample clip' }).click(),
  ]);
  const [video, audio] = [sample.url(), 'https://cdn.example.com/42.wav'];
  await giveAddresses(page, video, audio);
  await send(visit);
  await heading('Queued').waitFor();
  await page.reload();
  await until(heading('Your video is ready'));
  await play(page, 'Original video');
  const sent = stage.mock.requests.flatMap(({ operation, body }) => (operation === 'lipsync.generate' ? [body] : []));
  const inputs = Object.entries({ video, audio }).map(([type, url]) => ({ type, url }));
  expect(sent).toEqual([expect.objectContaining({ inputs })]);
});

test('a submission whose answer never came is found after a reload', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  stage.mock.failNext('stall', { on: 'lipsync.generateWithMedia', when: 'after' });
  await chooseFiles(page);
  await send(visit);
  await heading('Sending').waitFor();
  await expect.poll(stage.submissions, { timeout: 20_000 }).toBe(1);
  await page.reload();
  await until(heading('Your video is ready'));
  expect(stage.submissions()).toBe(1);
});

test('a translation whose answer never came is found after a reload, by the list alone', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  stage.mock.failNext('stall', { on: 'videoTranslate.generateWithMedia', when: 'after' });
  await openTranslate(page);
  await takeSample(page);
  await chooseLanguages(page, 'german');
  await send(visit);
  await expect.poll(stage.submissions, { timeout: 20_000 }).toBe(1);
  await page.reload();
  await until(heading('Your translation is ready'));
  expect(stage.submissions()).toBe(1);
});

test('an upload that a reload cut off is not sent again, but by its owner', async () => {
  const { page, until, heading } = await stage.visit('interrupted');
  await page.getByText('Your jobs will show here.').waitFor();

  await page.getByRole('button', { name: 'Look once more' }).click();
  await heading('Looking for your job').waitFor();
  await until(heading('The upload was cut off'));
  await page.getByRole('button', { name: 'Start again' }).click();
  await heading('New dub').waitFor();
  await page.reload();
  await heading('New dub').waitFor();
  // The one that was cut off, if any of it came so far.
  expect(stage.submissions()).toBeLessThan(2);
  await page.getByText('Your jobs will show here.').waitFor();
});

test('a cancelled upload stops, and the form comes back with its files', async () => {
  const { page, heading } = await stage.visit('uploading');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await heading('Not waiting any more').waitFor();
  await page.getByRole('button', { name: 'Start again' }).click();
  await page.getByText('clip.mp4').waitFor();
  await page.getByText('Your jobs will show here.').waitFor();
});
