import { isAbsolute, join, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import { APIConnectionError, type Chamelaion, ChamelaionError } from '@chamelaion/client';
import { bodies, type Fields, kinds } from '@chamelaion/spec/operations';
import type { BatchItem, BatchKind } from './item.ts';
import { storableJSON, storableText } from './storable.ts';
import { realFolder, targetOf } from './target-of.ts';

/** An item that can be stored. */
export interface CheckedItem {
  readonly key: string;
  readonly kind: BatchKind;
  /** What was given, but for the key. */
  readonly input: ItemInput;
  /** The files that it will write, relative to the batch's directory, folded as disks that ignore case do. */
  readonly claims: readonly string[];
  /** Its inputs on this machine, in the same form. */
  readonly reads: readonly string[];
}

/** Whose each path is. */
export interface Owners {
  /** Items by the files that they write. */
  readonly writers: Map<string, string>;
  /** Items by the paths that must stay as they are: their inputs, and the folders of their files. */
  readonly users: Map<string, string>;
}

/** What a job is made of. */
export interface ItemInput {
  /** URL or path of each input, by its type. */
  readonly media: { readonly [type: string]: string };
  readonly output: string;
  /** The other fields of the body. */
  readonly fields: { readonly [name: string]: unknown };
}

const longestKey = 200;
// Bytes in the name of a file or folder: the result of a paid job must have a place.
const longestName = 255;
// Bytes in a path, the temporary name of a download included.
const longestPath = 3_800;

/** The types of a kind's inputs, such as video and audio. */
function mediaOf(kind: BatchKind): readonly string[] {
  return bodies[`${kind}.generate`].inputs.items.fields.type.enum;
}

/** True if a kind's result is a set of files by language, and its output a folder. */
export function hasOutputs(kind: BatchKind): boolean {
  return kinds[kind].result === 'outputs';
}

/** True for what the API, and not this machine, reads. */
export function isRemote(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** Checks items before anything is stored, by the client's own checks: nothing is sent. */
export function createCheck(client: Chamelaion, directory: string): (item: BatchItem) => Promise<CheckedItem> {
  const folders = new Map<string, string>();
  const silent = client.withOptions({ fetch: () => Promise.reject(new Error('not sent')), logLevel: 'off' });
  return async (item) => {
    const key = (item as Partial<BatchItem> | null)?.key;
    if (typeof key !== 'string' || key === '' || key.length > longestKey || storableText(key) !== key) {
      throw new ChamelaionError(`key must be a string of 1 to ${longestKey} characters, not ${inspect(key)}`);
    }
    const refuse = (why: string): never => {
      throw new ChamelaionError(`Item ${inspect(key)}: ${why}`);
    };
    const { key: _key, kind, output, ...rest } = cloneOr(item, refuse);
    if (!Object.hasOwn(kinds, kind)) refuse(`kind must be one of '${Object.keys(kinds).join("', '")}'`);
    const fields: Record<string, unknown> = rest;
    const media: Record<string, string> = {};
    for (const type of mediaOf(kind)) {
      const source = fields[type];
      if (typeof source !== 'string' || source === '') refuse(`${type} must be a URL or a path`);
      media[type] = source as string;
      delete fields[type];
    }
    const { inputs: _inputs, reference_id, ...known } = bodies[`${kind}.generate`] as Fields;
    const strange = Object.keys(fields).find((name) => !Object.hasOwn(known, name));
    if (strange !== undefined) refuse(`${strange} is not a field of a ${kind} item`);
    const inputs = Object.entries(media).map(([type, source]) => ({
      type,
      // The check takes no paths, and the upload has the same fields.
      url: isRemote(source) ? source : 'https://path.invalid/',
    }));
    try {
      await silent[kind].generate({ inputs, ...fields } as never, { submit: 'plain' });
    } catch (error) {
      if (!(error instanceof APIConnectionError)) refuse((error as Error).message);
    }
    if (typeof output !== 'string' || output === '') refuse('output must be a path');
    const path = relative(directory, resolve(directory, output));
    if (path === '..' || path.startsWith(join('..', '/')) || isAbsolute(path)) {
      refuse(`output ${inspect(output)} leads out of ${directory}: choose a path below it`);
    }
    const input = { media, output: path || '.', fields };
    if (storableJSON(input) !== JSON.stringify(input))
      refuse('a text holds U+0000 or half a surrogate pair, which cannot be stored: remove that character');
    const files = filesOf({ key, kind, input });
    for (const piece of hasOutputs(kind) ? [key, ...(fields['target_languages'] as string[])] : []) {
      if (/^[. ]|[/\\:*?"<>|\p{Cc}]/u.test(piece) || /^(con|prn|aux|nul|(com|lpt)\d)($|[. ])/i.test(piece)) {
        refuse(`no file can have ${inspect(piece)} in its name: choose another key, or leave out the language`);
      }
    }
    const names = files.flatMap((file) => file.split(/[/\\]/));
    const long =
      names.find((name) => Buffer.byteLength(name) > longestName) ??
      files.find((file) => Buffer.byteLength(resolve(directory, file)) > longestPath);
    if (long !== undefined) refuse(`the name ${inspect(long)} is longer than a disk can hold: make it shorter`);
    if (files.includes('.')) refuse('output must be a file, not the directory itself');
    // Two paths may lead to one file.
    const claimOf = (path: string) =>
      fold(relative(realFolder(directory, folders), targetOf(resolve(directory, path), folders)));
    const claims = files.map(claimOf);
    const reads: string[] = [];
    for (const [type, source] of Object.entries(media).filter(([, source]) => !isRemote(source))) {
      const path = claimOf(source);
      if (claims.includes(path)) refuse(`output would overwrite the input ${type}: choose another output`);
      reads.push(path);
    }
    return { key, kind, input, claims, reads };
  };
}

/** A copy that the caller cannot change any more. */
function cloneOr(item: BatchItem, refuse: (why: string) => never): BatchItem {
  try {
    return structuredClone(item);
  } catch (error) {
    return refuse((error as Error).message);
  }
}

/** The files that an item writes, relative to the batch's directory. */
export function filesOf({ key, kind, input }: Pick<CheckedItem, 'key' | 'kind' | 'input'>): string[] {
  if (!hasOutputs(kind)) return [input.output];
  return (input.fields['target_languages'] as string[]).flatMap((language) =>
    ['mp4', 'wav', 'srt'].map((extension) => join(input.output, `${key}.${language}.${extension}`)),
  );
}

function fold(path: string): string {
  return path.normalize().toLowerCase().replaceAll('\\', '/');
}

/** The error of a key that was added before with other inputs. */
export function otherInputs(key: string): ChamelaionError {
  return new ChamelaionError(`Item ${inspect(key)} was added before with other inputs: give it another key`);
}

/** The folders of an item's files. */
export function foldersOf({ claims }: CheckedItem): string[] {
  const folders = claims.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index)));
  return [...new Set(folders)];
}

/** Throws if an item and one of these owners would be in each other's way; else it becomes an owner. */
export function refuseCollisions(item: CheckedItem, { writers, users }: Owners): void {
  const { key, claims } = item;
  const uses = [...item.reads, ...foldersOf(item)];
  const findOther = (owners: Map<string, string>, paths: readonly string[]) => {
    const path = paths.find((path) => (owners.get(path) ?? key) !== key);
    return path === undefined ? undefined : { path, owner: owners.get(path) };
  };
  const both = findOther(writers, claims);
  if (both) {
    throw new ChamelaionError(
      `Items ${inspect(both.owner)} and ${inspect(key)} would both write ${both.path}: give one of them another output`,
    );
  }
  const refuse = (writer: string | undefined, path: string, user: string | undefined) => {
    throw new ChamelaionError(
      `Item ${inspect(writer)} would write ${path}, which is an input or a folder of item ${inspect(user)}: give one of them another output`,
    );
  };
  const used = findOther(users, claims);
  if (used) refuse(key, used.path, used.owner);
  const written = findOther(writers, uses);
  if (written) refuse(written.owner, written.path, key);
  for (const path of claims) writers.set(path, key);
  for (const path of uses) users.set(path, key);
}

/** Refuses a string, which is a list of letters: each may be a key. */
export function checkKeys(keys: Iterable<string>): Iterable<string> {
  if (typeof keys === 'string') throw new ChamelaionError('keys must be a list of keys: write [key] for one');
  return keys;
}
