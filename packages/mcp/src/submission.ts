import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import { ChamelaionError } from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';
import { bodies, type Fields, type Kind, type Shape } from '@chamelaion/spec/operations';

/** What an agent gives to a tool. */
export type Arguments = { readonly [name: string]: unknown };

/** A job that an agent asks for, opened and checked. */
export interface Submission {
  readonly kind: Kind;
  readonly method: 'generate' | 'generateWithMedia';
  /** If the agent has given one. */
  readonly reference: string | undefined;
  /** Without its reference. */
  readonly body: Arguments;
  /** What it is made of, for a person: a line each. */
  readonly inputs: readonly (readonly [name: string, value: string])[];
  /** The same for the same arguments, whatever their reference; differs if a file has been written to. */
  readonly digest: string;
}

/** The fields of a tool that starts jobs of this kind: those of its bodies. */
export function startFields(kind: Kind): Fields {
  const all: Fields = { ...bodies[`${kind}.generateWithMedia`], ...bodies[`${kind}.generate`] };
  const { inputs: _, reference_id: __, ...fields } = all;
  return { ...fields, reference: { type: 'string', pattern: '^[A-Za-z0-9][\\w.:-]{0,99}$' } };
}

/** The media of a kind, each a URL or a file. */
export function mediaOf(kind: Kind): readonly string[] {
  return bodies[`${kind}.generate`].inputs.items.fields.type.enum;
}

/** Opens what the arguments of a tool name. */
export async function readSubmission(kind: Kind, given: Arguments, root: string | undefined): Promise<Submission> {
  const media = mediaOf(kind);
  const isURL = (name: string) => /^https?:/i.test(String(given[name]));
  const isRemote = media.some(isURL);
  if (isRemote && !media.every(isURL)) {
    throw new ChamelaionError(`Give ${media.join(' and ')} all as URLs, or all as local files: they go together`);
  }
  const inputs: [string, string][] = [];
  const versions: Record<string, unknown> = {};

  const open = async (name: string, path: string, shape: Shape) => {
    if (isRemote) throw new ChamelaionError(`${name} goes with local files alone, and ${media.join(' and ')} is a URL`);
    const local = await openLocalFile(root, path, name);
    checkType(local.file, name, shape);
    const { size, lastModified } = local.file;
    versions[name] = [local.path, size, lastModified];
    const megabytes = Math.ceil(size / 100_000) / 10;
    inputs.push([name, `the local file ${JSON.stringify(local.path)} (${megabytes} MB), which is uploaded`]);
    return local.file;
  };
  const read = async (name: string, value: unknown, shape: Shape): Promise<unknown> => {
    if (shape.format === 'uri' || (isRemote && media.includes(name))) {
      const url = readURL(value as string, name);
      inputs.push([name, `from ${url.host}: ${url.href}`]);
      return url.href;
    }
    if (shape.type === 'file') return open(name, value as string, shape);
    if (shape.values?.type === 'file') {
      const files: [string, unknown][] = [];
      for (const [key, path] of Object.entries(value as Record<string, string>)) {
        files.push([key, await open(`${name}.${key}`, path, shape.values)]);
      }
      return Object.fromEntries(files);
    }
    // The number says what the end of a long line would.
    const count = Array.isArray(value) ? `${value.length}: ` : '';
    inputs.push([name, `${count}${JSON.stringify(value)}`]);
    return value;
  };

  const sources: object[] = [];
  const fields: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(startFields(kind))) {
    if (given[name] === undefined) continue;
    const value = await read(name, given[name], shape);
    if (isRemote && media.includes(name)) sources.push({ type: name, url: value });
    else fields[name] = value;
  }
  const { reference, ...rest } = fields;
  const body = isRemote ? { inputs: sources, ...rest } : rest;
  const method = isRemote ? 'generate' : 'generateWithMedia';
  const digest = digestOf([kind, { ...given, reference: undefined }, versions]);
  return { kind, method, reference: reference as string | undefined, body, inputs, digest };
}

/** The same for the same values, in whichever order an agent writes their fields. */
export function digestOf(value: unknown): string {
  const whole = { sorted: true, depth: null, maxArrayLength: null, maxStringLength: null };
  return createHash('sha256').update(inspect(value, whole)).digest('base64url');
}

function readURL(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new ChamelaionError(`${name} must be an http(s) URL`);
  if (url.username || url.password) throw new ChamelaionError(`${name} must not hold a user name or a password`);
  return url;
}

/** Refuses what is no media, so that nothing else below the root leaves this machine. */
function checkType(file: File, name: string, { media }: Shape): void {
  const fits = media ? extname(file.name).toLowerCase() === '.srt' : file.type.startsWith(`${name}/`);
  if (!fits)
    throw new ChamelaionError(`${name} has the wrong type: give an .mp4 video, a .wav or .mp3, or .srt subtitles`);
}

/** Opens a file below `root`, wherever links lead, and gives its path there; refuses what is outside of it. */
async function openLocalFile(
  root: string | undefined,
  path: string,
  field: string,
): Promise<{ file: File; path: string }> {
  if (root === undefined) {
    throw new ChamelaionError(`${field} is a local path: give an http(s) URL, or start this server with --root DIR`);
  }
  const real = await realpath(resolve(root, path)).catch(() => root);
  const way = relative(root, real);
  if (way === '' || way.startsWith('..') || isAbsolute(way)) {
    throw new ChamelaionError(`${field} is no file below --root: give the path of a file in that folder`);
  }
  const file = await fromPath(real).catch((error: Error) => {
    // An error names the field, not the whole path. A field may hold what `replaceAll` takes for a pattern.
    throw new ChamelaionError(error.message.replaceAll(real, () => field));
  });
  return { file, path: way };
}
