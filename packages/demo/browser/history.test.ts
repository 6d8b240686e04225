import { expect } from 'vitest';
import { play } from './media.ts';
import { key, useStage } from './stage.ts';
import { test } from './visit.ts';

const stage = useStage();

const video = { type: 'video', url: 'https://cdn.example.com/42.mp4' };
const dub = { inputs: [video, { type: 'audio', url: 'https://cdn.example.com/42.wav' }] };
const translation = { inputs: [video], target_languages: ['de', 'fr'] };

/** Jobs of an earlier day. */
async function makeJobs(count: number, path = 'lipsync', body: object = dub): Promise<void> {
  for (let job = 0; job < count; job++) {
    const response = await fetch(`${stage.mock.url}/v1/${path}/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  }
}

test('shows five, then more, and hands the focus on', async () => {
  await makeJobs(12);
  stage.mock.clock.advance(60_000);
  const { page } = await stage.visit();
  await page.getByText('5 of 12 shown').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByText('10 of 12 shown').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByText('12 of 12 shown').waitFor();
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  const ids = await page.locator('summary code').allInnerTexts();
  expect(new Set(ids).size).toBe(12);
  expect(await page.evaluate(() => document.activeElement?.querySelector('code')?.textContent)).toBe(ids[10]);

  await page.locator('.history summary').nth(11).click();
  await play(page, `Result of job ${ids[11]}`);
});

test('both kinds stand in one list, the newest first, each with a link to its result', async () => {
  for (let hour = 0; hour < 4; hour++) {
    await makeJobs(1);
    stage.mock.clock.advance(60_000);
    await makeJobs(hour, 'video-translate', translation);
    stage.mock.clock.advance(3_600_000);
  }
  const { page } = await stage.visit();
  const kinds = () => page.locator('.history .kind').allInnerTexts();
  const [dubbed, translated] = ['Lip sync', 'Translation: German and French'];
  await page.getByText('5 of 10 shown').waitFor();
  expect(await kinds()).toEqual([translated, translated, translated, dubbed, translated]);
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByText('10 of 10 shown').waitFor();
  expect((await kinds()).slice(5)).toEqual([translated, dubbed, translated, dubbed, dubbed]);

  await page.locator('.history summary').first().click();
  await play(page, 'Video in French');
  await page.getByRole('link', { name: 'Subtitles in German' }).waitFor();
  await page.locator('.history summary').nth(3).click();
  await page.getByRole('link', { name: 'Open the result in a separate tab' }).waitFor();
});

test('follows jobs that somebody else has made', async () => {
  await makeJobs(1);
  await makeJobs(1, 'video-translate', translation);
  const { page, until } = await stage.visit();
  await page.locator('summary', { hasText: 'Queued' }).nth(1).waitFor();
  await until(page.locator('summary', { hasText: 'Uploading' }));
  await until(page.locator('summary', { hasText: 'Processing' }));
  await until(page.locator('summary', { hasText: 'Completed' }).nth(1));
});

test('a list that cannot be had says why', async () => {
  stage.mock.failNext({ status: 500 }, { on: 'lipsync.requests.list', times: 3 });
  const { page, until } = await stage.visit();
  await until(page.getByRole('alert').filter({ hasText: 'The service has a problem.' }));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('Your jobs will show here.').waitFor();
});
