import Chamelaion, { type Fetch } from '@chamelaion/client';
import { epoch, type Step } from './scripted.ts';

/** Where every finished video is. */
export const output_url = 'https://storage.test/output.mp4';

/** How the server behaves. */
export interface World {
  /** Milliseconds from the submission until a job is done. */
  duration: number;
  /** What the n-th poll meets instead of an answer. */
  instead?: (poll: number) => Step | undefined;
  /** Polls that the server allows in a minute. */
  perMinute?: number;
  /** The status that ends the job. */
  end?: object;
}

/** A server whose jobs are done `duration` after they were made. */
export function world({ duration, instead, perMinute = Number.POSITIVE_INFINITY, end }: World) {
  const polls: number[] = [];
  let refused = 0;
  let answered: number[] = [];
  const made = new Map<string, number>();
  const fetch: Fetch = async (url, init) => {
    const now = Date.now();
    const headers = { date: new Date(now).toUTCString() };
    if (init.method === 'POST') {
      const request_id = crypto.randomUUID();
      made.set(request_id, now);
      return Response.json({ status: 'success', request_id }, { headers });
    }
    const id = url.split('/').at(-1) ?? '';
    polls.push(now - epoch);
    answered = answered.filter((at) => at > now - 60_000);
    if (answered.length >= perMinute) {
      refused++;
      const wait = Math.ceil(((answered[0] ?? now) + 60_000 - now) / 1_000);
      return Response.json({ error: 'rate limit exceeded' }, { status: 429, headers: { 'retry-after': String(wait) } });
    }
    answered.push(now);
    const step = instead?.(polls.length);
    if (step) return step(url, init);
    const created = made.get(id) ?? epoch;
    const age = now - created;
    const common = {
      id,
      created_at: new Date(created).toISOString(),
      started_at: new Date(created).toISOString(),
    };
    const finished_at = new Date(created + duration).toISOString();
    const state = age < duration ? { status: 'processing' } : (end ?? { status: 'completed', finished_at, output_url });
    return Response.json({ ...common, ...state }, { headers });
  };
  const client = new Chamelaion({ apiKey: 'key', baseURL: 'https://mock.test', fetch, logLevel: 'off' });
  return { client, polls, refused: () => refused };
}
