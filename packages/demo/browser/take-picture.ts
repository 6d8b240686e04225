import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const file = fileURLToPath(new URL('../../../docs/studio.png', import.meta.url));

/** Puts the page as it stands into the documentation; a run in CI must leave the checkout as it was. */
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
  await page.screenshot({ path: file, fullPage: true });
}
