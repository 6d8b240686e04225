import { ChamelaionError } from '../errors.ts';

/** What is read of a request, whatever its status. */
export interface MaybeCompleted {
  readonly id: string;
  readonly status?: string | undefined;
  readonly output_url?: string | undefined;
}

/** Where a request's video is; errors do not quote it, as its query may be a key. */
export function outputURL(request: MaybeCompleted): URL {
  const { id, status, output_url } = (request ?? {}) as Partial<MaybeCompleted>;
  if (typeof output_url !== 'string') {
    const state = status === undefined ? '' : ` (its status is ${status})`;
    throw new ChamelaionError(
      `request ${id} has no output_url${state}: wait for it with client.lipsync.requests.waitFor(id)`,
    );
  }
  const url = URL.canParse(output_url) ? new URL(output_url) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new ChamelaionError(`output_url of request ${id} is no http(s) URL: retrieve the request again`);
}
