import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import { ChamelaionError } from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';
import { bodies, type Fields, type Kind, type Shape } from '@chamelaion/spec/operations';
import { readURL } from './shapes.ts';

/** What an agent gives to a tool. */
export type Arguments = { readonly [name: string]: unknown };

/** A job that an agent asks for, opened and checked. */
export interface Submission {
  readonly kind: Kind;
  /** If the agent has given one. */
  readonly reference: string | undefined;
  /** Without its reference; has `inputs` if it is made of URLs. */
  readonly body: Arguments;
  /** What it is made of, for a person: a line each. */
  readonly inputs: readonly (readonly [name: string, value: string])[];
  /** The same for the same arguments, whatever their reference; differs if a file has been written to. */
  readonly digest: string;
}

const reference = {
  type: 'string',
  pattern: '^[A-Za-z0-9][\\w.:-]{0,99}$',
  description: 'A name for this one job, used for no other, such as dub-episode-42. Letters, digits and . _ : -',
} as const;

/** The fields of a tool that starts jobs of this kind: those of its bodies. */
export function startFields(kind: Kind): Fields {
  const all: Fields = { ...bodies[`${kind}.generateWithMedia`], ...bodies[`${kind}.generate`], reference };
  const { inputs: _, reference_id: __, ...fields } = all;
  return fields;
}

/** Opens what the arguments of a tool name. */
export async function readSubmission(kind: Kind, given: Arguments, root: string | undefined): Promise<Submission> {
  // Each of them is a URL or a file.
  const media: readonly string[] = bodies[`${kind}.generate`].inputs.items.fields.type.enum;
  const isURL = (name: string) => /^https?:/i.test(String(given[name]));
  const isRemote = media.some(isURL);
  if (isRemote && !media.every(isURL)) {
    throw new ChamelaionError(`Give ${media.join(' and ')} either all as URLs, or all as local files`);
  }
  const inputs: [string, string][] = [];
  const versions: Record<string, unknown> = {};

  const read = async (name: string, value: unknown, shape: Shape): Promise<unknown> => {
    const { format, type, values } = shape;
    if (values?.type === 'file') {
      const readOne = async ([key, path]: [string, unknown]) => [key, await read(`${name}.${key}`, path, values)];
      return Object.fromEntries(await Promise.all(Object.entries(value as object).map(readOne)));
    }
    if (format === 'uri' || (isRemote && media.includes(name))) {
      const url = readURL(value as string);
      if (!url) throw new ChamelaionError(`${name} must be an http(s) URL`);
      if (url.username || url.password) throw new ChamelaionError(`${name} must not hold a user name or a password`);
      inputs.push([name, `from ${url.host}: ${url.href}`]);
      return url.href;
    }
    if (type === 'file') {
      if (isRemote) {
        throw new ChamelaionError(`${name} can be sent only with local files, and not with URLs: leave it out`);
      }
      const { file, path } = await openLocalFile(root, value as string, name, shape);
      versions[name] = [path, file.size, file.lastModified];
      const megabytes = Math.ceil(file.size / 100_000) / 10;
      inputs.push([name, `the local file ${JSON.stringify(path)} (${megabytes} MB), which is uploaded`]);
      return file;
    }
    // The number says what the end of a long line would.
    const count = Array.isArray(value) ? `${value.length}: ` : '';
    inputs.push([name, `${count}${JSON.stringify(value)}`]);
    return value;
  };

  const fields: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries(startFields(kind))) {
    if (given[name] !== undefined) fields[name] = await read(name, given[name], shape);
  }
  const { reference, ...body } = fields;
  const digest = digestOf([kind, { ...given, reference: undefined }, versions]);
  if (isRemote) body['inputs'] = media.map((type) => ({ type, url: body[type] }));
  if (isRemote) for (const type of media) delete body[type];
  return { kind, reference: reference as string | undefined, body, inputs, digest };
}

/** The same for the same values, in whichever order an agent writes their fields. */
export function digestOf(value: unknown): string {
  const whole = { sorted: true, depth: null, maxArrayLength: null, maxStringLength: null };
  return createHash('sha256').update(inspect(value, whole)).digest('base64url');
}

/** Opens a file below `root`, wherever links lead, and gives its path there; refuses what is outside of it. */
async function openLocalFile(root: string | undefined, given: string, field: string, { media }: Shape) {
  if (root === undefined) {
    throw new ChamelaionError(`${field} is a local path: give an http(s) URL, or start this server with --root DIR`);
  }
  const real = await realpath(resolve(root, given)).catch(() => root);
  const path = relative(root, real);
  if (path === '' || path.startsWith('..') || isAbsolute(path)) {
    throw new ChamelaionError(`${field} is not a file below --root: give the path of a file in that folder`);
  }
  const file = await fromPath(real).catch((error: Error) => {
    // An error names the field, not the whole path. A field may hold what `replaceAll` takes for a pattern.
    throw new ChamelaionError(error.message.replaceAll(real, () => field));
  });
  // Nothing but media leaves this machine, whatever else is below the root.
  if (media ? extname(file.name).toLowerCase() === '.srt' : file.type.startsWith(`${field}/`)) return { file, path };
  throw new ChamelaionError(`${field} has the wrong type: give an .mp4 video, a .wav or .mp3, or .srt subtitles`);
}
