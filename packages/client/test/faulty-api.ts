import type { Fetch } from '@chamelaion/client';
import { html } from './job-steps.ts';
import { broken, failed, json, type Step } from './scripted.ts';
import { seeded } from './seeded.ts';

/** How the API misbehaves. Rates are shares of 1, times milliseconds. */
export interface Weather {
  /** Share of submissions, and of look-ups, that fail. */
  faults: number;
  /** Share of the jobs made under a failure that appear only after it. */
  late?: number;
  /** How late such a job is. */
  lateness?: (random: () => number) => number;
  /** How long the list lags behind, on average. */
  lag?: number;
  /** Share of answers to look-ups that show a job without its reference, and of lists that only count it. */
  silent?: number;
}

interface Job {
  id: string;
  reference_id: string | undefined;
  /** Which submission it belongs to. */
  url: string;
  /** When it was made, and when list and retrieve show it. */
  at: number;
  shown: number;
}

interface Body {
  reference_id?: string;
  inputs: { url: string }[];
}

const text =
  (body: string): Step =>
  () =>
    new Response(body);
const cutOff: Step = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"status":"succ'));
        controller.error(Object.assign(new TypeError('terminated'), { code: 'UND_ERR_SOCKET' }));
      },
    }),
  );
const stall: Step = (_, init) =>
  new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)));

/** Every way to fail, with or without a job made. */
const faults: Step[] = [
  ...['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT'].map(broken),
  stall,
  () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })),
  json({ error: 'internal error' }, 500),
  ...[502, 503, 408, 429, 200, 421].map(html),
  json({ error: 'misdirected request' }, 421),
  cutOff,
  text('{"status":"succ'),
  text(''),
  () => new Response(null, { status: 307, headers: { location: 'https://elsewhere.test/' } }),
];
/** A success without an id that a job could be followed by. */
const unusable = ['', '..'].map((request_id) => json({ status: 'success', request_id }));
/** What is only ever said when no job was made. */
const refusals = [broken('ECONNREFUSED'), failed(429, { 'retry-after': '1' })];

/** An API that fails as the weather has it, and knows every job that it made. */
export function faultyApi(weather: Weather, seed: number): { fetch: Fetch; jobs: Job[] } {
  const jobs: Job[] = [];
  const byReference = new Map<string | undefined, Job[]>();
  // A sequence for each submission and its look-ups, so that a seed repeats whatever runs beside it.
  const sequences = new Map<string, () => number>();
  const { faults: rate, late = 0, lateness = () => 0, lag = 0, silent = 0 } = weather;

  function make(body: Body, delay: number, random: () => number): Job {
    const at = Date.now() + delay;
    const job = {
      id: crypto.randomUUID(),
      reference_id: body.reference_id,
      url: body.inputs[0]?.url ?? '',
      at,
      shown: at - Math.log(1 - random()) * lag,
    };
    jobs.push(job);
    byReference.set(job.reference_id, [...(byReference.get(job.reference_id) ?? []), job]);
    return job;
  }

  const show = ({ id, reference_id, at }: Job, random: () => number) => ({
    id,
    ...(random() >= silent && { reference_id }),
    status: 'queued',
    created_at: new Date(at).toISOString(),
  });

  const fetch: Fetch = async (url, init) => {
    const { pathname, searchParams } = new URL(url);
    const body: Body | undefined = init.method === 'POST' ? JSON.parse(String(init.body)) : undefined;
    const listed = searchParams.get('reference_id');
    const key = body ? (body.reference_id ?? body.inputs[0]?.url) : (listed ?? pathname.split('/').at(-1));
    // A translation cannot be retrieved by its reference.
    const isLost = !body && listed === null && pathname.startsWith('/v1/video-translate/');
    if (!key || isLost) throw new Error(`no client should ask for ${url}`);
    const random = sequences.get(key) ?? seeded(seed * 1_000_003 + Number(/\d+/.exec(body?.inputs[0]?.url ?? '')));
    sequences.set(key, random);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

    const fails = random() < rate;
    if (body) {
      if (!fails) return Response.json({ status: 'success', request_id: make(body, 0, random).id });
      if (random() < 0.5) return pick([...faults, ...unusable, ...refusals])(url, init);
      make(body, random() < late ? lateness(random) : 0, random);
      return pick([...faults, ...unusable])(url, init);
    }
    if (fails) return pick([...faults, ...refusals])(url, init);
    const visible = (byReference.get(key) ?? []).filter(({ shown }) => shown <= Date.now());
    if (listed !== null) {
      const data = random() < silent ? [] : visible.map((job) => show(job, random));
      return Response.json({ data, pagination: { limit: 20, offset: 0, total: visible.length } });
    }
    const job = visible.at(-1);
    return job ? Response.json(show(job, random)) : failed(404)(url, init);
  };
  return { fetch, jobs };
}
