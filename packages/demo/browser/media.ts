import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import type { Visit } from './visit.ts';

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

/** Fills in the addresses. */
export async function giveAddresses(page: Page, video: string, audio?: string): Promise<void> {
  await page.getByRole('radio', { name: 'Web addresses' }).check();
  await field(page, 'video').fill(video);
  if (audio !== undefined) await field(page, 'audio').fill(audio);
}

/** Opens the second tab. */
export async function openTranslate(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Translate' }).click();
  await page.getByRole('heading', { name: 'New translation' }).waitFor();
}

/** Types a part of each language's name, and takes what fits best. */
export async function chooseLanguages(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await field(page, 'languages').fill(text);
    await page.keyboard.press('Enter');
  }
}

/** Subtitles of the sample clip. */
export const subtitles: { name: string; mimeType: string; buffer: Buffer } = {
  name: 'clip.srt',
  mimeType: 'application/x-subrip',
  buffer: Buffer.from('1\n00:00:00,100 --> 00:00:01,000\nHello\n'),
};

/** Opens a part of the form that is folded. */
export async function unfold(page: Page, title: string): Promise<void> {
  await page.getByRole('tabpanel').locator('summary', { hasText: title }).click();
}

/** Presses the form's button. */
export async function send({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: /^(Dub|Translate) it/ }).click();
}

/** Lets uploads crawl. */
export async function slowDown({ page, context }: Visit): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 20_000,
  });
}

/** Plays a video until its time moves, which is a failure if it never does. */
export async function play(page: Page, label: string): Promise<void> {
  const video = page.getByLabel(label, { exact: true });
  await video.scrollIntoViewIfNeeded();
  await video.evaluate(async (element) => {
    const video = element as HTMLVideoElement;
    video.muted = true;
    await video.play();
    const from = video.currentTime;
    await new Promise<void>((resolve) => {
      video.addEventListener('timeupdate', () => video.currentTime > from && resolve());
    });
  });
}
