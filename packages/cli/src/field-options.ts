import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Fields, Shape } from '@chamelaion/spec/operations';
import { InvalidArgumentError, Option } from 'commander';

/** Fields that have another name on the command line. */
const shortNames: Readonly<Record<string, string>> = {
  target_languages: 'to',
  source_language: 'from',
  target_language: 'to',
  reference_id: 'reference',
  source_srt: 'srt',
  target_srts: 'target-srt',
  speaker_voices: 'voice',
};

/** What the contract says of a field, in the words of a help text. */
const words: Readonly<Record<string, string>> = {
  target_languages: 'languages, such as de,fr: each is paid for',
  source_language: 'language of the video, such as en',
  target_language: 'only translations to this language',
  reference_id: 'resume the job that has this reference',
  source_srt: 'subtitles of the video, SubRip',
  target_srts: 'subtitles of a translation',
  speaker_voices: 'voice for a speaker: see chamelaion voices',
  tts_model: 'model of the voices',
  model: 'model of the translation',
  formality: 'speak formally',
  disable_lip_sync: 'leave the lips as they are',
  disable_background_audio: 'leave out music and noise',
  disable_active_speaker_detection: 'take the largest face for the speaker',
  webhook_url: 'URL that the API calls when the job has ended',
  limit: 'how many to list at once',
  offset: 'how many to skip',
  status: 'only jobs with this status',
  created_after: 'only jobs since then, such as 2026-04-01T00:00:00Z',
  created_before: 'only jobs until then',
  search: 'only voices with this in their name or description',
  language: 'only voices of this language',
  application: 'only voices for this use',
  favorite: 'only favorites',
};

type Read = (text: string, before: unknown) => unknown;

/** Reads a whole number. */
export function toInteger(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

/** Reads a number of seconds. */
export function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('Write a number of at least 0.');
}

const toChoice =
  (choices: readonly string[]): Read =>
  (text) => {
    if (!choices.includes(text)) throw new InvalidArgumentError(`Choose ${choices.join(' or ')}.`);
    return text;
  };

const toList: Read = (text, before = []) => {
  const list = text.split(',').map((item) => item.trim());
  if (list.includes('')) throw new InvalidArgumentError('Write de,fr without gaps.');
  return [...(before as string[]), ...list];
};

const toText: Read = (path) => {
  try {
    return { content: readFileSync(path, 'utf8'), file_name: basename(path) };
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read: ${(error as Error).message}`);
  }
};

/** Reads `name=value`, once for each name. */
const toEntry =
  (read: Read): Read =>
  (text, before) => {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (!name || !value) throw new InvalidArgumentError('Write NAME=VALUE.');
    return { ...Object(before), [name]: read(value, undefined) };
  };

/** How a value is written on the command line, and read; undefined if it cannot be. */
function syntaxOf({ type, enum: choices, values, fields, items }: Shape): [value: string, read?: Read] | undefined {
  if (type === 'boolean') return [''];
  if (type === 'integer') return [' <n>', toInteger];
  if (type === 'string') return choices ? [` <${choices.join('|')}>`, toChoice(choices)] : [' <text>'];
  if (type === 'array' && items?.type === 'string') return [' <a,b>', toList];
  if (fields?.['content']) return [' <file>', toText];
  if (values?.type === 'string') return [' <name=value>', toEntry((value) => value)];
  if (values?.fields?.['content']) return [' <name=file>', toEntry(toText)];
  return undefined;
}

/** An option for each field of a body or a query; those of an object stand beside it. */
export function fieldOptions(fields: Fields): Option[] {
  return Object.entries(fields).flatMap(([name, shape]) => {
    const syntax = syntaxOf(shape);
    if (!syntax) return fieldOptions(shape.fields ?? {});
    const [value, read] = syntax;
    const option = new Option(`--${flagOf(name)}${value}`, words[name] ?? name.replaceAll('_', ' '));
    if (read) option.argParser(read);
    return [shape.required ? option.makeOptionMandatory() : option];
  });
}

/** The fields that options have set, as a body or a query. */
export function readFields(flags: object, fields: Fields): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(fields)) {
    const value = syntaxOf(shape)
      ? (flags as Record<string, unknown>)[new Option(`--${flagOf(name)}`).attributeName()]
      : shape.fields && readFields(flags, shape.fields);
    if (value !== undefined && !(shape.fields && Object.keys(value as object).length === 0)) found[name] = value;
  }
  return found;
}

function flagOf(name: string): string {
  return shortNames[name] ?? name.replaceAll('_', '-');
}
