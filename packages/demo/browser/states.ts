import { chooseFiles, giveAddresses } from './media.ts';
import type { Stage } from './stage.ts';
import type { Visit } from './visit.ts';

/** Leads a visit to one state of the page. */
export type Lead = (visit: Visit, stage: Stage) => Promise<void>;

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

/** Presses the form's button. */
export async function send({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Dub it' }).click();
}

const sendFiles: Lead = async (visit) => {
  await chooseFiles(visit.page);
  await send(visit);
};

/** The main states of the page, and how to get there. */
export const states: Readonly<Record<string, Lead>> = {
  empty: async ({ page }) => {
    await page.getByText('Your jobs will show here.').waitFor();
  },
  'files chosen': async ({ page }) => {
    await chooseFiles(page);
    await page.getByText('voice.wav').waitFor();
  },
  'problems with files': async (visit) => {
    await send(visit);
    await visit.page.getByText('Choose a video first.').waitFor();
  },
  'problems with addresses': async (visit) => {
    await giveAddresses(visit.page, 'clip.mp4', '');
    await send(visit);
    await visit.page.getByText('“clip.mp4” is not a web address.').waitFor();
  },
  uploading: async (visit) => {
    await slowDown(visit);
    await sendFiles(visit, {} as Stage);
    await visit.heading('Uploading').waitFor();
    await visit.page.getByText(/ of 78 kB sent/).waitFor();
  },
  queued: async (visit, stage) => {
    await sendFiles(visit, stage);
    await visit.heading('Queued').waitFor();
  },
  processing: async (visit, stage) => {
    await sendFiles(visit, stage);
    await visit.until(visit.heading('Processing'));
  },
  completed: async (visit, stage) => {
    await sendFiles(visit, stage);
    await visit.until(visit.heading('Your video is ready'));
    await visit.page.getByText('1 of 1 shown').waitFor();
  },
  failed: async (visit) => {
    const address = 'https://cdn.example.com/not-accessible/42.mp4';
    await giveAddresses(visit.page, address, 'https://cdn.example.com/42.wav');
    await send(visit);
    await visit.until(visit.heading('The video could not be fetched'));
  },
  'token limit': async (visit, stage) => {
    stage.mock.failNext({ status: 412 }, { on: 'lipsync.generateWithMedia' });
    await sendFiles(visit, stage);
    await visit.heading('Your token balance is empty').waitFor();
  },
  'rate limit': async (visit, stage) => {
    stage.mock.failNext({ status: 429, headers: { 'retry-after': '41' } }, { on: 'lipsync.generateWithMedia' });
    await sendFiles(visit, stage);
    await visit.heading('Too many jobs in one minute').waitFor();
  },
  interrupted: async (visit, stage) => {
    await states['uploading']?.(visit, stage);
    await visit.page.reload();
    await visit.until(visit.heading('The upload was cut off'));
  },
  stopped: async (visit, stage) => {
    await states['queued']?.(visit, stage);
    await visit.page.getByRole('button', { name: 'Stop waiting' }).click();
    await visit.heading('Not waiting any more').waitFor();
  },
  'an old result': async (visit, stage) => {
    await states['completed']?.(visit, stage);
    await visit.page.reload();
    await visit.page.getByText('The original was a file on your computer.').waitFor();
    await visit.page.locator('.history summary').click();
    await visit.page.getByLabel(/^Result of job/).waitFor();
  },
};
