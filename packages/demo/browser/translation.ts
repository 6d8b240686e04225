import type { Page } from 'playwright-core';
import { clip, field } from './media.ts';
import type { Stage } from './stage.ts';
import type { Lead } from './states.ts';
import type { Visit } from './visit.ts';

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

/** Presses the form's button. */
export async function sendTranslation({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Translate it' }).click();
}

/** Subtitles of the sample clip. */
export function subtitles(): { name: string; mimeType: string; buffer: Buffer } {
  return {
    name: 'clip.srt',
    mimeType: 'application/x-subrip',
    buffer: Buffer.from('1\n00:00:00,100 --> 00:00:01,000\nHello\n'),
  };
}

/** Opens a part of the form that is folded. */
export async function unfold(page: Page, title: string): Promise<void> {
  await page.getByRole('tabpanel').locator('summary', { hasText: title }).click();
}

const sendFile: Lead = async (visit) => {
  await openTranslate(visit.page);
  await field(visit.page, 'video').setInputFiles(clip);
  await chooseLanguages(visit.page, 'german', 'fr');
  await sendTranslation(visit);
};

/** The main states of the second tab, and how to get there. */
export const translateStates: Readonly<Record<string, Lead>> = {
  'translate: empty': async ({ page }) => {
    await openTranslate(page);
    await page.getByText('Your jobs will show here.').waitFor();
  },
  'translate: languages are looked for': async ({ page }) => {
    await openTranslate(page);
    await chooseLanguages(page, 'german', 'fr', 'pt-br');
    await field(page, 'languages').fill('s');
    await page.getByRole('option', { name: 'Spanish es' }).waitFor();
  },
  'translate: voices and options': async ({ page }) => {
    await openTranslate(page);
    await unfold(page, 'Voices');
    await page.getByRole('radio', { name: /^Anna/ }).check();
    await page.getByRole('button', { name: 'Add a speaker' }).click();
    await unfold(page, 'More options');
    await page.getByRole('checkbox', { name: 'No lip sync' }).check();
  },
  'translate: problems': async (visit) => {
    await openTranslate(visit.page);
    await sendTranslation(visit);
    await visit.page.getByText('Choose at least one language.').waitFor();
  },
  'translate: queued': async (visit, stage) => {
    await sendFile(visit, stage);
    await visit.heading('Queued').waitFor();
  },
  'translate: uploading': async (visit, stage) => {
    await sendFile(visit, stage);
    await visit.until(visit.heading('The service is uploading'));
  },
  'translate: completed': async (visit, stage) => {
    await sendFile(visit, stage);
    await visit.until(visit.heading('Your translation is ready'));
    await visit.page.getByText(/^(\d+) of \1 shown$/).waitFor();
  },
  'translate: failed': async (visit) => {
    const { page } = visit;
    await openTranslate(page);
    await page.getByRole('radio', { name: 'Web addresses' }).check();
    await field(page, 'video').fill('https://cdn.example.com/not-accessible/42.mp4');
    await chooseLanguages(page, 'german');
    await sendTranslation(visit);
    await visit.until(visit.heading('The video could not be fetched'));
  },
  'translate: token limit': async (visit, stage) => {
    stage.mock.failNext({ status: 412 }, { on: 'videoTranslate.generateWithMedia' });
    await sendFile(visit, stage);
    await visit.heading('Your token balance is empty').waitFor();
  },
  'translate: an old result': async (visit, stage: Stage) => {
    await translateStates['translate: completed']?.(visit, stage);
    await visit.page.reload();
    await visit.page.getByText('The original was a file on your computer.').waitFor();
    await visit.page.locator('.history summary').click();
    await visit.page.locator('.history').getByLabel('Video in German', { exact: true }).waitFor();
  },
};
