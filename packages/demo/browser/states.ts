import type { MockServer } from '@chamelaion/mock-server';
import {
  chooseFiles,
  chooseLanguages,
  clip,
  field,
  giveAddresses,
  openTranslate,
  send,
  slowDown,
  unfold,
} from './media.ts';
import type { Visit } from './visit.ts';

/** Leads a visit to one state of the page. */
type Lead = (visit: Visit, mock: MockServer) => Promise<void>;

const unreachable = 'https://cdn.example.com/not-accessible/42.mp4';

const sendFiles = async (visit: Visit) => {
  await chooseFiles(visit.page);
  await send(visit);
};
const translateFile = async (visit: Visit) => {
  await openTranslate(visit.page);
  await field(visit.page, 'video').setInputFiles(clip);
  await chooseLanguages(visit.page, 'german', 'fr');
  await send(visit);
};

const dubbing = {
  async empty({ page }) {
    await page.getByText('Your jobs will show here.').waitFor();
  },
  async 'files chosen'({ page }) {
    await chooseFiles(page);
    await page.getByText('voice.wav').waitFor();
  },
  async 'problems with files'(visit) {
    await send(visit);
    await visit.page.getByText('Choose a video first.').waitFor();
  },
  async 'problems with addresses'(visit) {
    await giveAddresses(visit.page, 'clip.mp4');
    await send(visit);
    await visit.page.getByText('“clip.mp4” is not a web address.').waitFor();
    await field(visit.page, 'video').and(visit.page.locator('[aria-invalid=true]')).waitFor();
  },
  async uploading(visit) {
    await slowDown(visit);
    await sendFiles(visit);
    await visit.heading('Uploading').waitFor();
    await visit.page.getByText(/^\d+ kB of 78 kB sent/).waitFor();
  },
  async queued(visit) {
    await sendFiles(visit);
    await visit.heading('Queued').waitFor();
  },
  async processing(visit) {
    await sendFiles(visit);
    await visit.until(visit.heading('Processing'));
  },
  async completed(visit) {
    await sendFiles(visit);
    await visit.until(visit.heading('Your video is ready'));
    await visit.page.getByText('1 of 1 shown').waitFor();
  },
  async failed(visit) {
    await giveAddresses(visit.page, unreachable, 'https://cdn.example.com/42.wav');
    await send(visit);
    await visit.until(visit.heading('The video could not be fetched'));
  },
  async 'token limit'(visit, mock) {
    mock.failNext({ status: 412 }, { on: 'lipsync.generateWithMedia' });
    await sendFiles(visit);
    await visit.heading('Your token balance is empty').waitFor();
  },
  async interrupted(visit) {
    await dubbing.uploading(visit);
    await visit.page.reload();
    await visit.heading('Looking for your job').waitFor();
    await visit.until(visit.heading('The upload was cut off'));
  },
  async stopped(visit) {
    await dubbing.queued(visit);
    await visit.page.getByRole('button', { name: 'Stop waiting' }).click();
    await visit.heading('Not waiting any more').waitFor();
  },
  async 'an old result'(visit) {
    await dubbing.completed(visit);
    await visit.page.reload();
    await visit.page.getByText('The original was a file on your computer.').waitFor();
    await visit.page.locator('.history summary').click();
    await visit.page.getByLabel(/^Result of job/).waitFor();
  },
} satisfies Record<string, Lead>;

const translating = {
  async 'translate: languages are looked for'({ page }) {
    await openTranslate(page);
    await chooseLanguages(page, 'german', 'fr', 'pt-br');
    await field(page, 'languages').fill('s');
    await page.getByRole('option', { name: 'Spanish es' }).waitFor();
  },
  async 'translate: voices and options'({ page }) {
    await openTranslate(page);
    await unfold(page, 'Voices');
    await page.getByRole('radio', { name: /^Anna/ }).check();
    await page.getByRole('button', { name: 'Add a speaker' }).click();
    await unfold(page, 'More options');
    await page.getByRole('checkbox', { name: 'No lip sync' }).check();
  },
  async 'translate: problems'(visit) {
    await openTranslate(visit.page);
    await send(visit);
    await visit.page.getByText('Choose at least one language.').waitFor();
  },
  async 'translate: uploading'(visit) {
    await translateFile(visit);
    await visit.until(visit.heading('The service is uploading'));
  },
  async 'translate: completed'(visit) {
    await translateFile(visit);
    await visit.until(visit.heading('Your translation is ready'));
    await visit.page.getByText(/^(\d+) of \1 shown$/).waitFor();
  },
  async 'translate: failed'(visit) {
    await openTranslate(visit.page);
    await giveAddresses(visit.page, unreachable);
    await chooseLanguages(visit.page, 'german');
    await send(visit);
    await visit.until(visit.heading('The video could not be fetched'));
  },
  async 'translate: an old result'(visit) {
    await translating['translate: completed'](visit);
    await visit.page.reload();
    await visit.page.getByText('The original was a file on your computer.').waitFor();
    await visit.page.locator('.history summary').click();
    await visit.page.locator('.history').getByLabel('Video in German', { exact: true }).waitFor();
  },
} satisfies Record<string, Lead>;

/** The name of a state. */
export type State = keyof typeof dubbing | keyof typeof translating;

/** The main states of the page, and how to get there. */
export const states: Readonly<Record<State, Lead>> = { ...dubbing, ...translating };
