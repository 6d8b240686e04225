import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { listen } from '../listen.ts';
import { target } from './target.ts';

/** Bytes that differ from place to place, so that a gap or an overlap shows. */
export const film: Buffer = Buffer.from(Uint32Array.from({ length: 75_000 }, (_, index) => index * 2_654_435).buffer);

export interface Storage extends Awaited<ReturnType<typeof target>> {
  /** What a completed request says; the query is a secret. */
  readonly request: { id: string; status: 'completed'; created_at: string; output_url: string };
  readonly seen: { url: string; headers: IncomingHttpHeaders }[];
}

/**
 * A server on 127.0.0.1 that gives each request the next of its answers, and the last to all that follow; and an empty
 * folder to download to.
 */
export async function storage(...answers: [RequestListener, ...RequestListener[]]): Promise<Storage> {
  const seen: Storage['seen'] = [];
  const origin = await listen((request, response) => {
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    seen.push({ url: request.url ?? '', headers: request.headers });
    answer?.(request, response);
  });
  const output_url = `${origin}/output/film.mp4?signature=SECRET`;
  return {
    ...(await target()),
    seen,
    request: { id: 'job-1', status: 'completed', created_at: '2026-04-07T10:00:00Z', output_url },
  };
}

const cuts = new Set<(received: number) => void>();

/** An `onProgress` that lets cuts happen: only after their bytes have arrived, as a broken stream drops what it holds. */
export function heard({ received }: { received: number }): void {
  for (const cut of cuts) cut(received);
}

export interface Serving {
  readonly file?: Buffer;
  /** Drops the connection once so many bytes of the answer have been {@link heard} of. */
  readonly cutAfter?: number;
  /** Stays silent after so many bytes of the answer. */
  readonly stallAfter?: number;
  readonly headers?: Record<string, string>;
  /** False for a server that answers 200 whatever it is asked. */
  readonly ranges?: boolean;
  /** False for a server that obeys Range, but not If-Range. */
  readonly conditions?: boolean;
}

/** An answer with the file or what is asked of it. */
export function serve({
  file = film,
  cutAfter,
  stallAfter,
  headers = { etag: '"one"' },
  ranges = true,
  conditions = true,
}: Serving = {}): RequestListener {
  return (request, response) => {
    const { range, 'if-range': condition } = request.headers;
    const same = !conditions || Object.values(headers).some((value) => value === condition);
    const start = ranges && range && same ? Number(/^bytes=(\d+)-$/.exec(range)?.[1]) : undefined;
    const body = file.subarray(start ?? 0);
    const span = start === undefined ? {} : { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` };
    response.writeHead(start === undefined ? 200 : 206, {
      'content-length': body.length,
      ...span,
      ...headers,
    });
    const end = cutAfter ?? stallAfter;
    if (end === undefined) response.end(body);
    else response.write(body.subarray(0, end));
    if (cutAfter === undefined) return;
    const cut = (received: number) => {
      if (received < (start ?? 0) + cutAfter) return;
      cuts.delete(cut);
      response.destroy();
    };
    cuts.add(cut);
  };
}

/** An answer without a file. */
export function fail(status: number, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => response.writeHead(status, headers).end('<StringToSign>SECRET</StringToSign>');
}
