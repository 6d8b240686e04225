import { inspect } from 'node:util';
import { ChamelaionError } from '../errors.ts';
import type { VideoTranslateOutput } from '../types.ts';
import type { FileKind } from './transfer/file-kind.ts';

/** What is read of a request, whatever its kind and its status. */
export interface MaybeCompleted {
  readonly id: string;
  readonly status?: string | undefined;
  readonly output_url?: string | undefined;
  readonly outputs?: { readonly [language: string]: Partial<VideoTranslateOutput> } | undefined;
}

/** Where a lip-sync request's video is; errors leave the URL out, because its query may hold a key. */
export function outputURL(request: MaybeCompleted): URL {
  const { id, output_url } = (request ?? {}) as Partial<MaybeCompleted>;
  if (typeof output_url !== 'string') throw notCompleted(request, 'output_url', 'lipsync');
  return parse(output_url, 'output_url', id);
}

/** What languages a translation is there in. */
export function languagesOf(request: MaybeCompleted): string[] {
  const languages = Object.keys(Object(request?.outputs));
  if (languages.length === 0) throw notCompleted(request, 'outputs', 'videoTranslate');
  return languages;
}

/** Where one file of a translation is; errors leave the URL out, because its query may hold a key. */
export function translationURL(request: MaybeCompleted, language: string, kind: FileKind): URL {
  const { id, outputs = {} } = request;
  const languages = languagesOf(request);
  const name = `outputs[${inspect(language)}]`;
  // Nothing inherited is a language.
  if (!languages.includes(language)) {
    throw new ChamelaionError(
      `request ${id} has no ${name}: ask for ${languages.map((known) => inspect(known)).join(', ')}`,
    );
  }
  const url: unknown = outputs[language]?.[kind];
  if (typeof url === 'string') return parse(url, `${name}.${kind}`, id);
  throw new ChamelaionError(`request ${id} has no ${name}.${kind}: leave '${kind}' out of files, or retrieve it again`);
}

function notCompleted(request: MaybeCompleted, field: string, resource: string): ChamelaionError {
  const { id, status } = (request ?? {}) as Partial<MaybeCompleted>;
  const state = status === undefined ? '' : ` (its status is ${status})`;
  return new ChamelaionError(
    `request ${id} has no ${field}${state}: wait for it with client.${resource}.requests.waitFor(id)`,
  );
}

function parse(text: string, field: string, id: string | undefined): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new ChamelaionError(`${field} of request ${id} is not an http(s) URL: retrieve the request again`);
}
