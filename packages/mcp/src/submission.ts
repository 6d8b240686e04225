import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { ChamelaionError } from '@chamelaion/client';
import { bodies, type Fields, type Kind, type Shape } from '@chamelaion/spec/operations';
import { openLocalFile } from './local-file.ts';

/** What an agent gives to a tool. */
export type Arguments = { readonly [name: string]: unknown };

/** A job that an agent asks for, opened and checked. */
export interface Submission {
  readonly kind: Kind;
  readonly method: 'generate' | 'generateWithMedia';
  /** With its reference, if the agent has given one. */
  readonly body: Arguments;
  /** What it is made of, for a person: a line each. */
  readonly inputs: readonly (readonly [name: string, value: string])[];
  /** The same for the same inputs, whatever their reference; differs if a file has been written to. */
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
  const remote = media.filter((name) => /^https?:/i.test(String(given[name])));
  const isRemote = remote.length > 0;
  if (isRemote && remote.length < media.length) {
    throw new ChamelaionError(`Give ${media.join(' and ')} all as URLs, or all as local files: they go together`);
  }
  const lines: [string, string][] = [];
  const versions: unknown[] = [];

  const open = async (name: string, path: string, shape: Shape) => {
    if (isRemote) throw new ChamelaionError(`${name} goes with local files alone, and ${media.join(' and ')} is a URL`);
    const local = await openLocalFile(root, path, name);
    checkType(local.file, name, shape);
    const { size, lastModified } = local.file;
    versions.push([name, local.path, size, lastModified]);
    const megabytes = Math.ceil(size / 100_000) / 10;
    lines.push([name, `the local file ${JSON.stringify(local.path)} (${megabytes} MB), which is uploaded`]);
    return local.file;
  };
  const read = async (name: string, value: unknown, shape: Shape): Promise<unknown> => {
    if (shape.format === 'uri' || remote.includes(name)) {
      const url = readURL(value as string, name);
      lines.push([name, `from ${url.host}: ${url.href}`]);
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
    lines.push([name, `${count}${JSON.stringify(value)}`]);
    return value;
  };

  const inputs: object[] = [];
  const body: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(startFields(kind))) {
    if (given[name] === undefined) continue;
    const value = await read(name, given[name], shape);
    if (remote.includes(name)) inputs.push({ type: name, url: value });
    else body[name === 'reference' ? 'reference_id' : name] = value;
  }
  return {
    kind,
    method: isRemote ? 'generate' : 'generateWithMedia',
    body: isRemote ? { inputs, ...body } : body,
    inputs: lines,
    digest: digestOf([kind, inputs, { ...body, reference_id: undefined }, versions.sort()]),
  };
}

/** The same for the same values, in whichever order an agent writes them. */
export function digestOf(value: unknown): string {
  const sorted = (_: string, value: unknown) =>
    value instanceof Object && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return createHash('sha256').update(JSON.stringify(value, sorted)).digest('base64url');
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
