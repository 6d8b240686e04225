import { expect } from 'vitest';
import { expectAccessible, violations } from './axe.ts';
import { send, takeSample } from './media.ts';
import { useStage } from './stage.ts';
import { type State, states } from './states.ts';
import { test } from './visit.ts';

const stage = useStage();

test.for(Object.keys(states))('%s: axe finds nothing, light or dark, and 360 px are enough', async (state) => {
  const { page } = await stage.visit(state as State, { reducedMotion: 'reduce', colorScheme: 'light' });
  await expectAccessible(page, 360);
});

test('axe finds what is wrong', async () => {
  const { page } = await stage.visit();
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
  await send(visit);
  await until(heading('Your video is ready'));
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said.filter((words) => words !== 'Uploading')).toEqual([
    ...['Sending', 'Queued', 'Processing', 'Your video is ready'],
  ]);
});

test('text is as large as the reader has asked for', async () => {
  const { page, context } = await stage.visit();
  const session = await context.newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('32px');
});

test('nothing moves for a person who asked for that', async () => {
  const { page } = await stage.visit('processing', { reducedMotion: 'reduce' });
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(1);
});
