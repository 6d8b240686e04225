import { expect } from 'vitest';
import { chooseFiles, clip, field, giveAddresses } from './media.ts';
import { test, useStage } from './stage.ts';
import { send, states } from './states.ts';

const stage = useStage();

test('an empty token balance: what to do, and the same files go at once when it is done', async () => {
  const visit = await stage.visit();
  const { page, heading } = visit;
  await states['token limit']?.(visit, stage);
  await page.getByText('Top up the balance of your Chamelaion account', { exact: false }).first().waitFor();
  await page.getByText('Your jobs will show here.').waitFor();
  await send(visit);
  await heading('Queued').waitFor();
});

test('the rate limit: how long to wait, and that nothing was paid', async () => {
  const visit = await stage.visit();
  const { page } = visit;
  await states['rate limit']?.(visit, stage);
  await page.getByText('nothing was paid. Wait 41 s').first().waitFor();
  expect(stage.submissions()).toBe(1);
});

test('a job that failed: which file, where it is, and what to do', async () => {
  const visit = await stage.visit();
  const { page, heading, until } = visit;
  await states['failed']?.(visit, stage);
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
  const file = (name: string, mimeType: string, text: string) => ({
    name,
    mimeType,
    buffer: Buffer.from(text),
  });
  await field(page, 'video').setInputFiles(file('notes.txt', 'text/plain', 'notes'));
  await page.getByText('“notes.txt” cannot be used: a video must be MP4').waitFor();
  // It goes where it belongs, wherever it was put.
  await field(page, 'video').setInputFiles(file('empty.wav', 'audio/wav', ''));
  await page.locator('[data-part=audio]', { hasText: 'empty.wav' }).waitFor();
  await field(page, 'video').setInputFiles(clip);
  await send(visit);
  await page.getByText('“empty.wav” is empty. Choose another file.').waitFor();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('audio');
  expect(stage.submissions()).toBe(0);
});

test('files that are dropped find their places', async () => {
  const { page } = await stage.visit();
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['voice'], 'voice.mp3', { type: 'audio/mpeg' }));
    transfer.items.add(new File(['clip'], 'clip.mp4', { type: 'video/mp4' }));
    return transfer;
  });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: files });
  await page.locator('form.over').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: files });
  await page.locator('[data-part=video]', { hasText: 'clip.mp4' }).waitFor();
  await page.locator('[data-part=audio]', { hasText: 'voice.mp3' }).waitFor();
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

test('a machine without any network, on which the server still runs', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { value: false });
    window.dispatchEvent(new Event('offline'));
  });
  await states['queued']?.(visit, stage);
  await until(heading('Your video is ready'));
});

test('a job that the server has forgotten', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await states['queued']?.(visit, stage);
  stage.mock.reset();
  await until(heading('The server does not know this job any more'));
  await page.locator('button.primary', { hasText: 'Start again' }).click();
  await heading('New dub').waitFor();
});

test('polls that fail for a while are told of, and do not end the job', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await states['queued']?.(visit, stage);
  stage.mock.failNext({ status: 503 }, { on: 'lipsync.requests.retrieve', times: 12 });
  await until(page.getByText('The page keeps asking; the job itself goes on.'));
  await until(heading('Your video is ready'));
  expect(stage.submissions()).toBe(1);
});
