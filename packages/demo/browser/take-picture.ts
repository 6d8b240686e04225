import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));

/** Puts the page as it stands, light and dark, into the documentation; a run in CI must leave the checkout as it was. */
export async function takePicture(page: Page): Promise<void> {
  if (process.env['CI']) return;
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
  await page.screenshot({ path: `${docs}studio.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${docs}studio-dark.png`, fullPage: true });
}
