import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const media = (name: string) => fileURLToPath(new URL(`../media/${name}`, import.meta.url));

/** Files of this project. */
export const clip: string = media('clip.mp4');
export const voice: string = media('voice.wav');

/** Puts both files into the form. */
export async function chooseFiles(page: Page): Promise<void> {
  await page.getByLabel('Video').setInputFiles(clip);
  await page.getByLabel('Voice').setInputFiles(voice);
}

/** Fills in both addresses. */
export async function giveAddresses(page: Page, video: string, audio: string): Promise<void> {
  await page.getByLabel('Web addresses').check();
  await page.getByLabel('Video address').fill(video);
  await page.getByLabel('Voice address').fill(audio);
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
