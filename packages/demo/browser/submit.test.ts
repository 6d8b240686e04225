import { once } from 'node:events';
import { request } from 'node:http';
import { expect, vi } from 'vitest';
import { chooseFiles, giveAddresses, play, takeSample } from './media.ts';
import { test, useStage } from './stage.ts';
import { takePicture } from './take-picture.ts';

const stage = useStage();
const send = { name: 'Dub it' };

test('files become a video that plays, beside the original', async () => {
  const { page, until, heading } = await stage.visit();
  await chooseFiles(page);
  await page.getByRole('button', send).click();
  await until(heading('Queued'));
  await until(heading('Processing'));
  await until(heading('Your video is ready'));
  expect(await play(page, 'Result video')).toEqual({ readyState: 4, moved: true });
  expect(await play(page, 'Original video')).toEqual({ readyState: 4, moved: true });
  await page.getByText(/^It took \d+:\d\d\. Play both/).waitFor();
  expect(stage.submissions()).toBe(1);
  await takePicture(page);
});

test('the sample clip is there for people who have none', async () => {
  const { page, heading } = await stage.visit();
  await takeSample(page);
  await page.locator('[data-part=video]', { hasText: 'clip.mp4 30 kB' }).waitFor();
  await page.locator('[data-part=audio]', { hasText: 'voice.wav 48 kB' }).waitFor();
  await page.getByRole('button', send).click();
  await heading('Queued').waitFor();
});

test('the API says what is too large', async () => {
  const { page } = await stage.visit();
  const upload = request(`${page.url()}api/chamelaion/v1/lipsync/generate-with-media`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': 3e9 },
  });
  const refused = once(upload, 'response').then(([{ statusCode }]) => statusCode);
  upload.write('--b\r\ncontent-disposition: form-data; name="video"; filename="a.mp4"\r\n\r\nframes');
  const passedOn = vi.waitUntil(() => stage.submissions() === 1, { timeout: 10_000 });
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

test('addresses become a video that plays', async () => {
  const { page, until, heading } = await stage.visit();
  const video = new URL('voice.wav', page.url()).href;
  await giveAddresses(page, 'https://cdn.example.com/42.mp4', video);
  await page.getByRole('button', send).click();
  await until(heading('Your video is ready'));
  expect(await play(page, 'Result video')).toEqual({ readyState: 4, moved: true });
  // No browser can play it, and the page says so.
  await page.getByText('The browser cannot play this address.').waitFor();
  expect(stage.submissions()).toBe(1);
  expect(stage.mock.requests.find(({ operation }) => operation === 'lipsync.generate')?.body).toMatchObject({
    inputs: [
      { type: 'video', url: 'https://cdn.example.com/42.mp4' },
      { type: 'audio', url: video },
    ],
  });
});
