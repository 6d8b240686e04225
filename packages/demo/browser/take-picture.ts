import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const file = (name: string) => fileURLToPath(new URL(`../../../docs/${name}.png`, import.meta.url));
// A run in CI must leave the checkout as it was.
const mayWrite = !process.env['CI'];

/** Puts the studio as it stands, light and dark, into the documentation. */
export async function takePicture(page: Page): Promise<void> {
  if (!mayWrite) return;
  // Each at the same moment, in which only the new voice speaks, and without controls that are about to fade.
  await page.locator('video').evaluateAll(async (videos) => {
    for (const video of videos as HTMLVideoElement[]) {
      video.pause();
      video.currentTime = 0.9;
      video.controls = false;
      await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    }
  });
  await page.setViewportSize({ width: 960, height: 860 });
  await page.screenshot({ path: file('studio'), fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: file('studio-dark'), fullPage: true });
}

/** Puts the page of the mock as it stands into the documentation, with the same ids and port every time. */
export async function takeMockPicture(page: Page): Promise<void> {
  if (!mayWrite) return;
  await page.route('**/page/state', async (route) => {
    const text = await (await route.fetch()).text();
    const ids = [...new Set(text.match(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g))];
    const body = ids.reduce(
      (changed, id, index) => changed.replaceAll(id, `6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d${index}`),
      text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:4010'),
    );
    await route.fulfill({ contentType: 'application/json', body });
  });
  await page.clock.fastForward(1_000);
  await page.getByText('http://127.0.0.1:4010/api', { exact: true }).waitFor();
  await page.setViewportSize({ width: 1_120, height: 860 });
  // A plain page needs no more than 256 colours, and a third of the bytes.
  await sharp(await page.screenshot({ fullPage: true }))
    .png({ palette: true, effort: 10 })
    .toFile(file('mock'));
}
