import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { BatchItem } from '@chamelaion/batch';
import { bytes, count, minutes } from './amounts.ts';
import { exitCodes, Failure, fileTrouble, usage } from './failure.ts';
import { isRemote, jobWords, kindNames, mediaOf } from './job-kinds.ts';
import { filesOf } from './outputs.ts';
import { plain, withoutPasswords } from './plain.ts';
import type { Session } from './session.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** What can be known of an input before it is submitted. */
interface Medium {
  readonly type: string;
  readonly source: string;
  /** Bytes; undefined for a URL. */
  readonly size?: number;
  /** Seconds; undefined for a URL, and for a file that does not say. */
  readonly seconds?: number | undefined;
}

/** What a job costs, as far as it can be known. */
export interface Cost {
  readonly item: BatchItem;
  /** The files that its result makes. */
  readonly files: readonly string[];
  readonly languages: readonly string[];
  /** The inputs, the video first. */
  readonly media: readonly Medium[];
}

/** Looks at a job's inputs; throws if one of them cannot be submitted. */
export async function costOf(item: BatchItem): Promise<Cost> {
  const inspected = mediaOf(item.kind).map((type) => inspect(type, (item as never)[type]));
  const media = await Promise.all(inspected).catch((error: Error) => {
    throw usage(plain(error.message), 'Check the path.');
  });
  const languages = 'target_languages' in item ? item.target_languages : [];
  return { item, files: filesOf(item, languages), languages, media };
}

async function inspect(type: string, source: string): Promise<Medium> {
  if (isRemote(source)) return { type, source };
  const stats = await stat(source).catch((error) => {
    throw new Error(`${source} cannot be read: ${fileTrouble(error)}`);
  });
  if (!stats.isFile() || stats.size === 0) throw new Error(`${source} is empty, or not a file`);
  const { parseFile } = await import('music-metadata');
  // What is no media by its header may still be one to the API.
  const about = await parseFile(source, { duration: false, skipCovers: true }).catch(() => undefined);
  return { type, source, size: stats.size, seconds: about?.format.duration };
}

/** What will be submitted: jobs, languages, files and minutes, added up. */
export function describeCosts(costs: readonly Cost[]): string[] {
  const jobs = kindNames.flatMap((kind) => {
    const own = costs.filter(({ item }) => item.kind === kind);
    const languages = own.flatMap((cost) => cost.languages);
    const names = [...new Set(languages)].join(', ');
    const into = names && ` into ${count(languages.length, 'language')} in all (${names})`;
    return own.length > 0 ? [count(own.length, jobWords[kind].noun) + into] : [];
  });
  const media = costs.flatMap((cost) => cost.media);
  const sizes = media.flatMap(({ size }) => size ?? []);
  const inputs =
    media.length <= 4 ? media.map(describe) : [`${count(sizes.length, 'local file')}, ${bytes(sum(sizes))}`];
  // Each language is paid for.
  const lengths = costs.map(({ media, languages }) => (media[0]?.seconds ?? Number.NaN) * (languages.length || 1));
  const known = lengths.filter((seconds) => !Number.isNaN(seconds));
  const unknown = lengths.length - known.length;
  const time = known.length > 0 ? [`about ${minutes(sum(known))}`] : [];
  if (unknown > 0) time.push(`${count(unknown, 'video')} of unknown length`);
  const each = costs.some(({ languages }) => languages.length > 0) ? ', in each language' : '';
  return [
    plain(`${jobs.join(' and ')} will be submitted:`),
    ...inputs.map((line) => plain(`  ${line}`)),
    `Processed time is paid for${each}: ${time.join(', and ')}`,
  ];
}

/** An input in one line: a URL without its password, and without its query, which may hold a key. */
function describe({ type, source, size, seconds }: Medium): string {
  const place = size === undefined ? withoutPasswords(source).replace(/[?#].*/s, '') : `${source}, ${bytes(size)}`;
  return `${type}  ${place}, ${seconds === undefined ? 'length unknown' : minutes(seconds)}`;
}

/** Drops what was typed before the question, such as the next line of a paste: a `y` in it is no yes. True for Ctrl-C. */
async function forgetTyped(input: Session['io']['stdin']): Promise<boolean> {
  let isStopped = false;
  const drop = (typed: Buffer) => {
    isStopped ||= typed.includes('\u0003');
  };
  // Otherwise the terminal keeps a line until it is whole.
  input.setRawMode(true);
  input.on('data', drop);
  await setTimeout(50);
  input.off('data', drop);
  input.setRawMode(false);
  return isStopped;
}

/** Says what will be paid for, and asks; throws unless the answer is yes. */
export async function consent(session: Session, lines: readonly string[]): Promise<void> {
  session.stop();
  session.say(...lines);
  if (session.flags.yes) return;
  const { prompting } = session;
  if (!prompting) {
    const why = 'Nothing was submitted: this is paid for, and there is no terminal to ask on.';
    throw usage(why, `To agree beforehand, run: ${session.again('--yes')}`);
  }
  const { confirm } = await import('@clack/prompts');
  const isStopped = await forgetTyped(prompting.input);
  const answer = !isStopped && (await confirm({ message: 'Submit and pay?', initialValue: false, ...prompting }));
  if (answer !== true) throw new Failure('Nothing was submitted.', exitCodes.interrupted);
}
