import type { Fetch } from '@chamelaion/client';
import { clientOf, epoch, type Step } from './scripted.ts';

/** Where every finished video is. */
export const output_url = 'https://storage.test/output.mp4';

/** How the server behaves. */
export interface World {
  /** Milliseconds from the submission until a job is done. */
  duration: number;
  /** What the n-th poll meets instead of an answer. */
  instead?: (poll: number) => Step | undefined;
  /** What the n-th list meets instead of a page. */
  insteadOfPage?: (list: number) => Step | undefined;
  /** Reads that the server allows in a minute. */
  perMinute?: number;
  /** The status that ends the job. */
  end?: object;
  /** How many jobs a page holds at most, whatever is asked for. */
  largestPage?: number;
  /** Milliseconds until a new job is listed. */
  listLag?: number;
  /** What lists make of the jobs, which come newest first. */
  listed?: (jobs: object[]) => unknown[];
  /** Milliseconds that each answer takes. */
  latency?: number;
}

interface Made {
  at: number;
  reference_id: string | undefined;
}

/** A server whose jobs are done `duration` after they were made. */
export function world(how: World) {
  const { duration, perMinute = Number.POSITIVE_INFINITY, end, largestPage = Number.POSITIVE_INFINITY } = how;
  const { listLag = 0, listed, latency = 0 } = how;
  const polls: number[] = [];
  const lists: { at: number; limit: number; offset: number }[] = [];
  let refused = 0;
  let answered: number[] = [];
  const made = new Map<string, Made>();

  const describe = (id: string, isTranslation: boolean) => {
    const { at, reference_id } = made.get(id) ?? { at: epoch };
    const created_at = new Date(at).toISOString();
    const finished_at = new Date(at + duration).toISOString();
    const result = isTranslation ? { outputs: { de: { video: output_url } } } : { output_url };
    const completed = end ?? { status: 'completed', finished_at, ...result };
    const state = Date.now() - at < duration ? { status: 'processing' } : completed;
    return { id, created_at, started_at: created_at, ...(reference_id && { reference_id }), ...state };
  };

  const fetch: Fetch = async (url, init) => {
    if (latency) await new Promise((resolve) => setTimeout(resolve, latency));
    const now = Date.now();
    const headers = { date: new Date(now).toUTCString() };
    const { pathname, searchParams } = new URL(url);
    const isTranslation = pathname.includes('video-translate');
    if (init.method === 'POST') {
      const request_id = crypto.randomUUID();
      made.set(request_id, { at: now, reference_id: JSON.parse(String(init.body)).reference_id });
      return Response.json({ status: 'success', request_id }, { headers });
    }
    const isList = pathname.endsWith('/requests');
    const limit = Math.min(Number(searchParams.get('limit') ?? 20), largestPage);
    const offset = Number(searchParams.get('offset') ?? 0);
    if (isList) lists.push({ at: now - epoch, limit: Number(searchParams.get('limit')), offset });
    else polls.push(now - epoch);
    answered = answered.filter((at) => at > now - 60_000);
    if (answered.length >= perMinute) {
      refused++;
      const wait = Math.ceil(((answered[0] ?? now) + 60_000 - now) / 1_000);
      return Response.json({ error: 'rate limit exceeded' }, { status: 429, headers: { 'retry-after': String(wait) } });
    }
    answered.push(now);
    const step = isList ? how.insteadOfPage?.(lists.length) : how.instead?.(polls.length);
    if (step) return step(url, init);
    if (isList) {
      const ids = [...made.keys()].reverse().filter((id) => (made.get(id)?.at ?? now) + listLag <= now);
      const show = (id: unknown) => describe(String(id), isTranslation);
      const all = listed ? listed(ids.map(show)) : ids;
      const data = all.slice(offset, offset + limit);
      const pagination = { limit, offset, total: all.length };
      return Response.json({ data: listed ? data : data.map(show), pagination }, { headers });
    }
    const name = decodeURIComponent(pathname.split('/').at(-1) ?? '');
    const newest = [...made.keys()].findLast((id) => made.get(id)?.reference_id === name);
    return Response.json(describe(made.has(name) ? name : (newest ?? name), isTranslation), { headers });
  };
  return { client: clientOf(fetch), fetch, polls, lists, refused: () => refused };
}
