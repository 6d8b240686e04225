import { once } from 'node:events';
import { request } from 'node:http';
import { expect, vi } from 'vitest';
import { chooseFiles, play, send } from './media.ts';
import { useStage } from './stage.ts';
import { takePicture } from './take-picture.ts';
import { test } from './visit.ts';

const stage = useStage();

test('files become a video that plays, beside the original', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await chooseFiles(page);
  await send(visit);
  await until(heading('Queued'));
  await until(heading('Processing'));
  expect(await page.locator('.steps li').allTextContents()).toEqual(['Send, done', 'Queue, done', '3Process', '4Done']);
  await until(heading('Your video is ready'));
  await play(page, 'Result video');
  await play(page, 'Original video');
  await page.getByText(/^It took \d+:\d\d\. Play both/).waitFor();
  expect(stage.submissions()).toBe(1);
  await takePicture(page);
});

test('the API says what is too large', async () => {
  const { page } = await stage.visit();
  const upload = request(`${page.url()}api/chamelaion/v1/lipsync/generate-with-media`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 3e9 },
  });
  const refused = once(upload, 'response').then(([{ statusCode }]) => statusCode);
  upload.write('--b\r\ncontent-disposition: form-data; name="video"; filename="a.mp4"\r\n\r\nframes');
  const passedOn = vi.waitUntil(() => stage.submissions() === 1, { timeout: 30_000 });
  expect(await Promise.race([refused.catch(() => {}), passedOn])).toBe(true);
  upload.destroy();
});

test('a page that does not know whether it costs anything says that it does', async () => {
  const { page } = await stage.visit();
  await page.getByText('nothing is paid').waitFor();
  expect(await page.getByRole('button', { name: 'spends credits' }).count()).toBe(0);
  await page.route('**/studio.json', (route) => route.abort());
  await page.reload();
  await page.getByRole('button', { name: 'Dub it (spends credits)' }).waitFor();
});
