import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Fields, Shape } from '@chamelaion/spec/operations';
import { InvalidArgumentError, Option } from 'commander';
import { fileTrouble } from './failure.ts';

/** What a help text says of a field, and its option, if its name does not say it. */
const words: Readonly<Record<string, readonly [words: string, option?: string]>> = {
  target_languages: ['languages, such as de,fr: each is paid for', 'to'],
  source_language: ['language of the video, such as en', 'from'],
  target_language: ['only translations to this language', 'to'],
  reference_id: ['resume the job that has this reference', 'reference'],
  source_srt: ['subtitles of the video, SubRip', 'srt'],
  target_srts: ['subtitles of a translation', 'target-srt'],
  speaker_voices: ['voice for a speaker: see chamelaion voices', 'voice'],
  tts_model: ['model of the voices'],
  model: ['model of the translation'],
  formality: ['speak formally'],
  disable_active_speaker_detection: ['take the largest face for the speaker'],
  webhook_url: ['URL that the API calls when the job has ended'],
  limit: ['how many to list'],
  offset: ['how many to skip'],
  created_after: ['only jobs since then, such as 2026-04-01T00:00:00Z'],
  created_before: ['only jobs until then'],
  search: ['only voices with this in their name or description'],
};

type Read = (text: string, before: unknown) => unknown;

/** Reads a whole number. */
export function toInteger(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

/** Reads seconds. */
export function toMilliseconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value * 1_000;
  throw new InvalidArgumentError('Write a number of seconds.');
}

const toList: Read = (text, before = []) => {
  const list = text.split(',').map((item) => item.trim());
  if (list.includes('')) throw new InvalidArgumentError('Write de,fr without gaps.');
  return [...(before as string[]), ...list];
};

/** Reads the file of this name. */
export const fromFile =
  (read: (path: string) => unknown) =>
  (path: string): unknown => {
    try {
      return read(path);
    } catch (error) {
      throw new InvalidArgumentError(`It cannot be read: ${fileTrouble(error)}.`);
    }
  };

const toText = fromFile((path) => ({ content: readFileSync(path, 'utf8'), file_name: basename(path) }));

/** Reads `name=value`, once for each name. */
const toEntry =
  (read: Read): Read =>
  (text, before) => {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (!name || !value) throw new InvalidArgumentError('Write NAME=VALUE.');
    return { ...Object(before), [name]: read(value, undefined) };
  };

/** How a value is written on the command line, and read; undefined if it cannot be. */
function syntaxOf({ type, values, fields, items }: Shape): [value: string, read?: Read] | undefined {
  if (type === 'boolean') return [''];
  if (type === 'integer') return [' <n>', toInteger];
  if (type === 'string') return [' <text>'];
  if (type === 'array' && items?.type === 'string') return [' <a,b>', toList];
  if (fields?.['content']) return [' <file>', toText];
  if (values?.type === 'string') return [' <name=value>', toEntry((value) => value)];
  if (values?.fields?.['content']) return [' <name=file>', toEntry(toText)];
  return undefined;
}

function optionOf(name: string, shape: Shape): Option | undefined {
  const [value, read] = syntaxOf(shape) ?? [];
  if (value === undefined) return undefined;
  const [text = name.replaceAll('_', ' '), flag = name.replaceAll('_', '-')] = words[name] ?? [];
  const option = new Option(`--${flag}${value}`, text).makeOptionMandatory(shape.required === true);
  if (shape.enum) option.choices(shape.enum);
  return read ? option.argParser(read) : option;
}

/** An option for each field of a body or a query; those of an object stand beside it. */
export function fieldOptions(fields: Fields): Option[] {
  return Object.entries(fields).flatMap(([name, shape]) => optionOf(name, shape) ?? fieldOptions(shape.fields ?? {}));
}

/** The fields that options have set, as a body or a query. */
export function readFields(flags: object, fields: Fields): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(fields)) {
    const option = optionOf(name, shape)?.attributeName();
    const value = option ? (flags as typeof found)[option] : readFields(flags, shape.fields ?? {});
    if (value !== undefined && (option || Object.keys(value as object).length > 0)) found[name] = value;
  }
  return found;
}
