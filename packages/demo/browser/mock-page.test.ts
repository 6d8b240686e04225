import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { afterEach, beforeEach, expect } from 'vitest';
import { expectAccessible, violations } from './axe.ts';
import { takeMockPicture } from './take-picture.ts';
import { test, useBrowser, type Visit, type VisitOptions } from './visit.ts';

const inputs = [
  { type: 'video', url: 'https://cdn.example.com/42.mp4' },
  { type: 'audio', url: 'https://cdn.example.com/42.wav' },
];
const open = useBrowser();
let mock: MockServer;

beforeEach(async () => {
  mock = await startMockServer({ clock: 'manual', queuedMs: 5_000, processingMs: 80_000 });
});
afterEach(() => mock.close());

/** Somebody looks at the mock. */
async function look(options?: VisitOptions): Promise<Visit> {
  const visit = await open(new URL('/', mock.url).href, mock.clock, options);
  await visit.page.getByText('2026-04-07').first().waitFor();
  return visit;
}

/** Sends a request as a client of the API does. */
async function send(path: string, body?: object): Promise<number | undefined> {
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' };
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
  return fetch(`${mock.url}${path}`, init).then(
    ({ status }) => status,
    () => undefined,
  );
}
const submit = (fields: object = {}) => send('/v1/lipsync/generate', { inputs, ...fields });
const translate = (target_languages: string[], fields: object = {}) =>
  send('/v1/video-translate/generate', { inputs: inputs.slice(0, 1), target_languages, ...fields });

/** Lets the page ask again. */
const refresh = ({ page }: Visit) => page.clock.fastForward(1_000);

test('a copied command, a job that shows up, and a clock that ends it', async () => {
  const visit = await look({ permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = visit;
  await page.getByText('No jobs yet. Copy a command').waitFor();
  await page.getByRole('button', { name: 'Copy Lipsync' }).click();
  await page.getByText('Copied. Paste it into a terminal.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`curl ${mock.url}/v1/lipsync/generate `);

  await submit({ reference_id: 'episode-42' });
  await refresh(visit);
  const row = page.getByRole('row', { name: /episode-42/ });
  await row.getByText('ends in 85 s').waitFor();
  expect(await page.getByText('No jobs yet').isVisible()).toBe(false);
  expect(await row.locator('[aria-current]').textContent()).toBe('queued 10:00:00.000');
  await page.getByRole('button', { name: 'Next step' }).click();
  await row.getByText('ends in 80 s').waitFor();
  await page.getByLabel('Seconds', { exact: true }).fill('40');
  await page.getByLabel('Seconds', { exact: true }).press('Enter');
  await row.getByText('ends in 40 s').waitFor();
  expect(await row.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value)).toBeCloseTo(45 / 85);
  await page.getByRole('button', { name: '+1 min' }).click();
  await row.getByText('completed', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Next step' }).isDisabled()).toBe(true);
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    row.getByRole('link', { name: 'output_url' }).click(),
  ]);
  expect(opened.url()).toMatch(/\/output\/.+\.mp4$/);
});

test('an injected fault strikes, and a late job is hidden from all but the page', async () => {
  const visit = await look();
  const { page } = visit;
  await page.getByLabel('Fault', { exact: true }).selectOption('reset: no answer, the connection is reset');
  expect(await page.getByLabel('Status').isVisible()).toBe(false);
  await page.getByLabel('Operation').selectOption('users.retrieveCurrent');
  await page.getByLabel('How often').fill('2');
  await page.getByRole('button', { name: 'Inject' }).click();
  await page.getByText('reset strikes the next 2 requests to users.retrieveCurrent').waitFor();
  expect(await send('/v1/users/me')).toBeUndefined();
  await refresh(visit);
  await page.getByText('reset strikes the next request to users.retrieveCurrent').waitFor();
  const request = page.getByRole('listitem').filter({ hasText: 'GET /api/v1/users/me' });
  expect(await request.textContent()).toMatch(/no answerusers\.retrieveCurrent, fault injected: reset/);

  await page.getByLabel('Fault', { exact: true }).selectOption('late');
  await page.getByLabel('Operation').selectOption('lipsync.generate');
  await page.getByLabel('How often').fill('1');
  await page.getByLabel('Job is hidden for').fill('30');
  await page.getByRole('button', { name: 'Inject' }).click();
  await page.getByText('late strikes').waitFor();
  await submit({ reference_id: 'late one' });
  await refresh(visit);
  await page
    .getByRole('row', { name: /late one/ })
    .getByText('Hidden for 30 s, by a fault')
    .waitFor();
  expect(await send('/v1/lipsync/requests/late%20one')).toBe(404);

  await page.getByLabel('Fault', { exact: true }).selectOption('status');
  await page.getByLabel('Status').fill('429');
  await page.getByLabel('after it').check();
  await page.getByRole('button', { name: 'Inject' }).click();
  await page.getByText('429 strikes the next request to lipsync.generate, after the mock acts').waitFor();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByText('No jobs yet').waitFor();
  expect(await submit()).toBe(200);
});

test('what clients send is text, and no script ever becomes a link', async () => {
  const visit = await look();
  const { page } = visit;
  const code = '<img src=x onerror="document.title = \'taken\'">';
  await submit({ reference_id: code });
  await translate([code], { reference_id: 'javascript:document.title="taken"' });
  await send(`/v1/lipsync/requests/<script>document.title='taken'<%2Fscript>`);
  mock.clock.advance(100_000);
  await refresh(visit);
  await page.getByText(code, { exact: true }).waitFor();
  await page.getByRole('link', { name: `${code} video` }).waitFor();
  expect(await page.locator('main img, main script').count()).toBe(0);
  expect(await page.title()).toBe('Chamelaion mock server');
  // The 404 alone.
  expect(await page.locator('.timeline .badge.bad').allTextContents()).toEqual(['404']);

  const answer = await page.request.get(new URL('/page/state', mock.url).href);
  const state = (await answer.text()).replace(/"url":"[^"]+"/g, '"url":"javascript:document.title=1"');
  await page.route('**/page/state', (route) => route.fulfill({ contentType: 'application/json', body: state }));
  await refresh(visit);
  await page.locator('span', { hasText: 'output_url' }).waitFor();
  expect(await page.getByRole('link').count()).toBe(0);
});

/** Jobs of every state, requests, and faults that wait. */
async function fillPage(): Promise<void> {
  await submit({
    inputs: [{ type: 'video', url: 'https://cdn.example.com/not-accessible.mp4' }, inputs[1]],
    reference_id: 'episode-41',
  });
  await translate(['de', 'fr', 'ja'], { reference_id: 'pilot' });
  mock.clock.advance(60_000);
  await submit({ reference_id: 'episode-42' });
  mock.clock.advance(40_000);
  mock.failNext('truncate', { on: 'lipsync.generate', when: 'after', lateMs: 30_000 });
  await submit({ reference_id: 'episode-43' });
  mock.failNext({ status: 503 }, { on: 'lipsync.requests.list', times: 2 });
  await send('/v1/lipsync/requests');
  await send('/v1/users/me');
  mock.failNext('stall', { on: 'videoTranslate.generate' });
}

test.for([
  ['empty', 0, async () => {}],
  ['full', 1, fillPage],
] as const)('%s: axe finds nothing, light or dark, and 375 px are enough', async ([, tables, prepare]) => {
  await prepare();
  const { page } = await look({ colorScheme: 'light' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByLabel('after it').check();
  await expectAccessible(page, 375);
  expect(await ground()).not.toBe(light);
  expect(await page.getByRole('table').count()).toBe(tables);
});

test('a link keeps the focus while other jobs move on', async () => {
  await fillPage();
  const visit = await look();
  const { page } = visit;
  await page.getByRole('link', { name: 'de video' }).focus();
  await submit({ reference_id: 'newer' });
  mock.clock.advance(7_000);
  await refresh(visit);
  await page.getByRole('row', { name: /newer/ }).getByText('ends in 78 s').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('de video');
});

test('thirty jobs are reached by keyboard, and the faults stay near the clock', async () => {
  for (let count = 0; count < 30; count++) await submit({ reference_id: `episode-${count}` });
  const { page } = await look();
  await page.getByText('30, the newest first').first().waitFor();
  const oldest = page.getByText('episode-0', { exact: true });
  expect(
    await page.getByRole('heading', { name: 'Faults' }).evaluate((title: HTMLElement) => title.offsetTop),
  ).toBeLessThan(1_200);
  await page.getByRole('group', { name: 'Jobs' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => oldest.evaluate((element) => element.getBoundingClientRect().bottom)).toBeLessThan(900);
  expect(await violations(page)).toEqual([]);
});

test('nobody looks, so nothing is asked', async () => {
  const visit = await look();
  const { page } = visit;
  let asked = 0;
  page.on('request', () => asked++);
  const setHidden = (isHidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, isHidden);
  await setHidden(true);
  await page.waitForLoadState('networkidle');
  asked = 0;
  await page.clock.runFor(10_000);
  expect(asked).toBe(0);
  await submit({ reference_id: 'unseen' });
  await setHidden(false);
  await page.getByRole('row', { name: /unseen/ }).waitFor();
});

test('a mock that went is waited for', async () => {
  const visit = await look();
  const { page } = visit;
  const port = Number(new URL(mock.url).port);
  await mock.close();
  await refresh(visit);
  await page.getByRole('alert').getByText('The mock does not answer.').waitFor();
  await page.getByRole('button', { name: '+1 s', exact: true }).click();
  expect(await page.getByRole('alert').textContent()).toMatch(/^The mock does not answer/);
  mock = await startMockServer({ port });
  await refresh(visit);
  await page.getByText('Time flows; advance it to skip a wait.').waitFor();
  expect(await page.getByRole('alert').textContent()).toBe('');

  // A year beyond the largest step: the mock says what is wrong, until something goes well.
  await page.getByLabel('Seconds', { exact: true }).evaluate((input: HTMLInputElement) => input.removeAttribute('max'));
  await page.getByLabel('Seconds', { exact: true }).fill('63244800');
  await page.getByRole('button', { name: 'Advance' }).click();
  await page.getByRole('alert').getByText('ms must be a number from 0 to 31622400000').waitFor();
  await page.getByRole('button', { name: '+1 min' }).click();
  await page.getByText('The time went on by 60 s.').waitFor();
  expect(await page.getByRole('alert').textContent()).toBe('');
});

test('the picture of the documentation', async () => {
  await fillPage();
  const { page } = await look({ colorScheme: 'light' });
  await takeMockPicture(page);
});
