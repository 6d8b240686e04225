import { expect } from 'vitest';
import { violations } from './axe.ts';
import { takeSample } from './media.ts';
import { test, useStage } from './stage.ts';
import { states } from './states.ts';
import { translateStates } from './translation.ts';

const stage = useStage();

test.for(Object.entries({ ...states, ...translateStates }))(
  '%s: axe finds nothing, light or dark, and 360 px are enough',
  async ([, lead]) => {
    const visit = await stage.visit({ reducedMotion: 'reduce', colorScheme: 'light' });
    const { page } = visit;
    await lead(visit, stage);
    expect(await violations(page), 'light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await violations(page), 'dark and narrow').toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  },
);

test('axe finds what is wrong', async () => {
  const { page } = await stage.visit();
  await page.evaluate(() => document.querySelector('input')?.removeAttribute('aria-invalid'));
  await page.evaluate(() => document.body.append(document.createElement('button')));
  expect(await violations(page)).not.toEqual([]);
});

test('a live region says each phase once, and not the seconds', async () => {
  const visit = await stage.visit();
  const { page, until, heading } = visit;
  await page.evaluate(() => {
    const said: string[] = [];
    const region = document.querySelector('[role=tabpanel] [role=status]') as Element;
    new MutationObserver(() => said.push((region.textContent ?? '').split('.')[0] ?? '')).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    Object.assign(globalThis, { said });
  });
  await takeSample(page);
  await page.getByRole('button', { name: 'Dub it' }).click();
  await until(heading('Your video is ready'));
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said.filter((words) => words !== 'Uploading')).toEqual([
    'Sending',
    'Queued',
    'Processing',
    'Your video is ready',
  ]);
});

test('text is as large as the reader has asked for', async () => {
  const { page, context } = await stage.visit();
  const session = await context.newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('32px');
});

test('nothing moves for a person who asked for that', async () => {
  const visit = await stage.visit({ reducedMotion: 'reduce' });
  await states['processing']?.(visit, stage);
  expect(await visit.page.evaluate(() => document.getAnimations().length)).toBe(0);
  await visit.page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await visit.page.evaluate(() => document.getAnimations().length)).toBe(1);
});
