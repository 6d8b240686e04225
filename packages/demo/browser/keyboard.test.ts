import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { clip, field, send, takeSample, voice } from './media.ts';
import { useStage } from './stage.ts';
import { test } from './visit.ts';

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
  for (let presses = 0; presses < 40; presses++) {
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

  // The next one by addresses, a mistake included: the first field that must be mended has the focus.
  await tabTo(page, /^Files/);
  await page.keyboard.press('ArrowRight');
  await tabTo(page, /^$/);
  await page.keyboard.type('cdn.example.com/42.mp4');
  await page.keyboard.press('Enter');
  await page.getByText('“cdn.example.com/42.mp4” is not a web address.').waitFor();
  const video = field(page, 'video');
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

test('a translation from end to end without a mouse', async () => {
  const { page, until, heading } = await stage.visit();
  await tabTo(page, /^Lip sync/);
  await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toEqual({ name: 'Translate', ring: true });
  await tabTo(page, /^Video/);
  await choose(page, clip);
  // The field of languages.
  await tabTo(page, /^$/);
  await page.keyboard.type('fr');
  await page.keyboard.press('Enter');
  await page.keyboard.type('i');
  for (const key of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  expect(await page.locator('.chips li').allInnerTexts()).toEqual(['French', 'Italian']);
  await page.keyboard.type('ger');
  await page.keyboard.press('Escape');
  // With text in the field, Enter does not send a form that lacks this language.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  expect((await focused(page)).name).toBe('Remove German');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('languages');

  await tabTo(page, /^Voices/);
  await page.keyboard.press('Enter');
  await page.getByText('30 of 30 voices').waitFor();
  await tabTo(page, /^The service chooses/);
  await page.keyboard.press('ArrowDown');
  await page.getByText('Speaker 1: Anna').first().waitFor();
  await tabTo(page, /^Translate it/);
  await page.keyboard.press('Enter');
  await until(heading('Your translation is ready'));
  await tabTo(page, /^Video in Italian$/);
  await tabTo(page, /^Translate another/);
  await page.keyboard.press('Enter');
  await heading('New translation').waitFor();
});

test('the tabs’ keys', async () => {
  const { page } = await stage.visit();
  await tabTo(page, /^Lip sync/);
  const chosen = page.getByRole('tab', { selected: true });
  for (const [key, name, hash] of [
    ['ArrowLeft', 'Translate', '#translate'],
    ['ArrowRight', 'Lip sync', '#lip-sync'],
    ['End', 'Translate', '#translate'],
    ['Home', 'Lip sync', '#lip-sync'],
  ]) {
    await page.keyboard.press(key as string);
    expect(await focused(page), key).toEqual({ name, ring: true });
    await expect.poll(() => chosen.textContent()).toBe(name);
    expect(new URL(page.url()).hash).toBe(hash);
  }
});

test('a person who is elsewhere on the page stays there', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await takeSample(page);
  await send(visit);
  await heading('Queued').waitFor();
  await page.getByRole('button', { name: 'Refresh' }).focus();
  await until(heading('Your video is ready'));
  expect((await focused(page)).name).toBe('Refresh');
});
