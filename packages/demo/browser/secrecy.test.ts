import { expect } from 'vitest';
import { chooseFiles, openTranslate, send, unfold } from './media.ts';
import { key, useStage } from './stage.ts';
import { states } from './states.ts';
import type { Traffic } from './traffic.ts';
import { test, type Visit } from './visit.ts';

const stage = useStage();

/** All that the browser has kept for the page. */
async function kept({ page, context }: Visit): Promise<string[]> {
  const { cookies, origins } = await context.storageState({ indexedDB: true });
  const inside = await page.evaluate(async () => {
    const globals = Object.entries(window).map(([name, value]) => `${name}: ${String(value)}`);
    return [
      document.documentElement.outerHTML,
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(await indexedDB.databases()),
      JSON.stringify(await caches.keys()),
      ...globals,
    ];
  });
  return [JSON.stringify(cookies), JSON.stringify(origins), ...inside];
}

test('the key is in nothing that the browser sent, got, ran or kept', async () => {
  const visit = await stage.visit('token limit', { record: true });
  const { page, until, heading } = visit;
  const traffic = visit.traffic as Traffic;
  stage.mock.failNext({ status: 401 }, { on: 'lipsync.requests.list', times: 3 });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await until(page.getByRole('alert'));
  await chooseFiles(page);
  await send(visit);
  await heading('Queued').waitFor();
  const whileItRuns = await kept(visit);
  await page.reload();
  await until(heading('Your video is ready'));
  await page.getByRole('button', { name: 'Dub another' }).click();
  await states.failed(visit, stage.mock);
  await openTranslate(page);
  await unfold(page, 'Voices');
  await page.getByText('30 of 30 voices').waitFor();
  await states['translate: completed'](visit, stage.mock);

  const texts = [...(await traffic.texts()), ...whileItRuns, ...(await kept(visit))];
  // The ears are open: the page, its script, its calls, an upload, the video and the storage are among them.
  for (const part of [
    ...['GET http', '<title>Dub studio</title>', 'content-type":"text/javascript', 'POST http', 'ftypisom', 'chm_'],
    ...['name="video"; filename="clip.mp4"', '"request_id"', 'not-accessible', '"voice_id"', '-->'],
  ]) {
    expect(texts.filter((text) => text.includes(part)).length, part).toBeGreaterThan(0);
  }
  const unread = traffic
    .unread()
    .filter((answer) => !/^206 media|^200 fetch .*\/v1\/(lipsync|video-translate)\/requests/.test(answer));
  expect(unread).toEqual([]);
  const tell = (secret: string) =>
    texts.filter((text) => text.toLowerCase().includes(secret.toLowerCase())).map((text) => text.slice(0, 300));
  for (const secret of [key, 'SECRET', btoa(key)]) expect(tell(secret), secret).toEqual([]);
  // The client's code knows the header, but the page never sends it.
  expect(tell('x-api-key').filter((text) => !text.includes('"content-type":"text/javascript'))).toEqual([]);
});
