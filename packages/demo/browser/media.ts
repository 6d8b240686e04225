import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';

const media = (name: string) => fileURLToPath(new URL(`../media/${name}`, import.meta.url));

/** Files of this project. */
export const clip: string = media('clip.mp4');
export const voice: string = media('voice.wav');

/** A field of the tab that is open, by its name. */
export function field(page: Page, name: string): Locator {
  return page.getByRole('tabpanel').locator(`[name=${name}]`);
}

/** Puts both files into the form. */
export async function chooseFiles(page: Page): Promise<void> {
  await field(page, 'video').setInputFiles(clip);
  await field(page, 'audio').setInputFiles(voice);
}

/** Puts the sample clip into the form. */
export async function takeSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use the sample clip' }).click();
  await page.getByRole('tabpanel').locator('[data-part=video].filled').waitFor();
}

/** Fills in both addresses. */
export async function giveAddresses(page: Page, video: string, audio: string): Promise<void> {
  await page.getByRole('radio', { name: 'Web addresses' }).check();
  await field(page, 'video').fill(video);
  await field(page, 'audio').fill(audio);
}

/** Plays a video until its time moves. */
export async function play(page: Page, label: string): Promise<{ readyState: number; moved: boolean }> {
  const video = page.getByLabel(label, { exact: true });
  await video.scrollIntoViewIfNeeded();
  return video.evaluate(async (element) => {
    const video = element as HTMLVideoElement;
    video.muted = true;
    await video.play();
    const from = video.currentTime;
    await new Promise<void>((resolve) => {
      video.addEventListener('timeupdate', () => video.currentTime > from && resolve());
    });
    return { readyState: video.readyState, moved: video.currentTime > from };
  });
}
