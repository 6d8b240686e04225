import { expect } from 'vitest';
import { play } from './media.ts';
import { key, test, useStage } from './stage.ts';

const stage = useStage();

/** Jobs of an earlier day. */
async function makeJobs(count: number): Promise<void> {
  for (let job = 0; job < count; job++) {
    const inputs = [
      { type: 'video', url: 'https://cdn.example.com/42.mp4' },
      { type: 'audio', url: 'https://cdn.example.com/42.wav' },
    ];
    const response = await fetch(`${stage.mock.url}/v1/lipsync/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ inputs }),
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

  await page.locator('summary').nth(11).click();
  expect(await play(page, `Result of job ${ids[11]}`)).toEqual({ readyState: 4, moved: true });
});

test('follows jobs that somebody else has made', async () => {
  await makeJobs(1);
  const { page, until } = await stage.visit();
  await page.locator('summary', { hasText: 'Queued' }).waitFor();
  await until(page.locator('summary', { hasText: 'Processing' }));
  await until(page.locator('summary', { hasText: 'Completed' }));
});

test('a list that cannot be had says why', async () => {
  stage.mock.failNext({ status: 500 }, { on: 'lipsync.requests.list', times: 3 });
  const { page, until } = await stage.visit();
  await until(page.getByRole('alert').filter({ hasText: 'The service has a problem.' }));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('Your jobs will show here.').waitFor();
});
