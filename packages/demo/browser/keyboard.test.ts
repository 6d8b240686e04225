import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { clip, voice } from './media.ts';
import { test, useStage } from './stage.ts';

const stage = useStage();

/** What has the focus, by its name and what one can see of it. */
async function focused(page: Page): Promise<{ name: string; ring: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const seen = element.closest('label') ?? element;
    const { outlineStyle, outlineWidth } = getComputedStyle(seen);
    return {
      name: (element.ariaLabel ?? seen.textContent ?? '').trim(),
      ring: outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2,
    };
  });
}

/** Tabs on until something has the focus, and shows it. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 15; presses++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    passed.push(now.name);
    if (name.test(now.name)) return expect(now).toMatchObject({ ring: true });
  }
  throw new Error(`${name} never had the focus: ${passed.join(' | ')}`);
}

/** Opens the dialog of the place that has the focus, and takes a file there. */
async function choose(page: Page, file: string): Promise<void> {
  const taken = new Promise<void>((resolve, reject) => {
    page.once('filechooser', (chooser) => chooser.setFiles(file).then(resolve, reject));
  });
  // By the time that this has come back, the browser holds its dialogs back.
  await page.evaluate(() => {});
  await page.keyboard.press('Enter');
  await taken;
}

test('a job from end to end without a mouse', async () => {
  const { page, until, heading } = await stage.visit();
  await tabTo(page, /^Video/);
  await choose(page, clip);
  await tabTo(page, /^Voice/);
  await choose(page, voice);
  await tabTo(page, /^Dub it/);
  await page.keyboard.press('Enter');
  await heading('Queued').waitFor();
  // What had the focus went; the heading tells how the job stands, and the button comes next.
  expect((await focused(page)).name).toBe('Queued');
  await until(heading('Your video is ready'));
  expect((await focused(page)).name).toBe('Your video is ready');

  await tabTo(page, /^Result video$/);
  await page.keyboard.press('Space');
  await expect
    .poll(() => page.getByLabel('Result video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0);
  await tabTo(page, /^Dub another/);
  await page.keyboard.press('Enter');
  await heading('New dub').waitFor();
  expect((await focused(page)).name).toBe('New dub');
});

test('addresses without a mouse, mistakes included', async () => {
  const { page, heading } = await stage.visit();
  await tabTo(page, /^Files/);
  await page.keyboard.press('ArrowRight');
  await tabTo(page, /^$/);
  await page.keyboard.type('cdn.example.com/42.mp4');
  await page.keyboard.press('Enter');
  await page.getByText('“cdn.example.com/42.mp4” is not a web address.').waitFor();
  // The first that must be mended has the focus.
  const video = page.getByLabel('Video address');
  expect(await video.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await video.getAttribute('aria-invalid')).toBe('true');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('https://cdn.example.com/42.mp4');
  await page.keyboard.press('Tab');
  await page.keyboard.type('https://cdn.example.com/42.wav');
  await page.keyboard.press('Enter');
  await heading('Queued').waitFor();
  await tabTo(page, /^Stop waiting/);
  await page.keyboard.press('Enter');
  await heading('Not waiting any more').waitFor();
  expect((await focused(page)).name).toBe('Not waiting any more');
});

test('who is elsewhere on the page stays there', async () => {
  const { page, until, heading } = await stage.visit();
  await page.getByRole('button', { name: 'Use the sample clip' }).click();
  await page.getByRole('button', { name: 'Dub it' }).click();
  await heading('Queued').waitFor();
  await page.getByRole('button', { name: 'Refresh' }).focus();
  await until(heading('Your video is ready'));
  expect((await focused(page)).name).toBe('Refresh');
});
