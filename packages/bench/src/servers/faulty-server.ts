import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { seeded } from '../../../batch/test/crash/seeded.ts';

/** A job that was made and paid for. */
export interface Job {
  readonly id: string;
  readonly reference: string | undefined;
  /** When it can be found, on `performance.now()`'s clock. */
  readonly shownAt: number;
}

/** An API that fails half of all requests, and knows every job that it made. */
export interface FaultyServer {
  readonly url: string;
  /** The jobs made from each clip. */
  readonly jobs: ReadonlyMap<string, readonly Job[]>;
  close(): void;
}

const json = { 'content-type': 'application/json' };
type Fault = (response: ServerResponse, pause: () => Promise<unknown>) => unknown;

const gateway =
  (status: number): Fault =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html>gateway</html>');

/** Ways to lose an answer, with or without a job made. */
const faults: readonly Fault[] = [
  (response) => response.socket?.resetAndDestroy(),
  (response) => response.destroy(),
  (response, pause) => pause().then(() => response.destroy()),
  (response, pause) => {
    response.writeHead(200, { ...json, 'content-length': 80 }).write('{"status"');
    return pause().then(() => response.destroy());
  },
  (response) =>
    response.writeHead(200, { ...json, 'content-length': 80 }).write('{"status":"succ', () => response.destroy()),
  (response) => response.writeHead(200, json).end('{"status":"succ'),
  (response) => response.writeHead(200, json).end(),
  (response) => response.writeHead(500, json).end('{"error":"internal error"}'),
  ...[200, 408, 421, 429, 502, 503, 504].map(gateway),
];
/** What is only ever said when no job was made. */
const refusal: Fault = (response) =>
  response.writeHead(429, { ...json, 'retry-after': '1' }).end('{"error":"rate limit exceeded"}');

/** Of the answers that show a job, how many leave out its reference. */
export const silent = 0.2;

/** The number of ways in which it fails. */
export const waysToFail: number = faults.length + 1;

/** Starts it. A stall lasts as long as many load balancers let a connection idle, and a little more. */
export async function startFaultyServer(seed: number, stall = 75_000): Promise<FaultyServer> {
  const jobs = new Map<string, Job[]>();
  const clips = new Map<string, string>();
  // A sequence for each clip, so that every client meets the same faults, whatever runs beside it.
  const sequences = new Map<string, () => number>();
  const pause = () => new Promise((resolve) => setTimeout(resolve, stall));

  function make(clip: string, reference: string | undefined, delay: number): Job {
    const job = { id: crypto.randomUUID(), reference, shownAt: performance.now() + delay };
    jobs.set(clip, [...(jobs.get(clip) ?? []), job]);
    return job;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const body = await text(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const asked = searchParams.get('reference_id') ?? pathname.split('/').at(-1) ?? '';
    const submits = request.method === 'POST';
    const clip = submits ? /(\d+)\.mp4/.exec(body)?.[1] : clips.get(asked);
    if (clip === undefined) return response.writeHead(404, json).end('{"error":"lipsync request not found"}');
    const random = sequences.get(clip) ?? seeded(seed * 1_000_003 + Number(clip));
    sequences.set(clip, random);
    const pick = (from: readonly Fault[]) => from[Math.floor(random() * from.length)] ?? refusal;

    const fails = random() < 0.5;
    if (submits) {
      const reference = /"reference_id":"([^"]+)"/.exec(body)?.[1];
      if (reference) clips.set(reference, clip);
      if (!fails) {
        const { id } = make(clip, reference, 0);
        return response.writeHead(200, json).end(JSON.stringify({ status: 'success', request_id: id, id }));
      }
      if (random() < 0.5) return pick([...faults, refusal])(response, pause);
      make(clip, reference, random() < 0.2 ? 500 / (1 - random()) : 0);
      return pick(faults)(response, pause);
    }
    if (fails) return pick([...faults, refusal])(response, pause);
    const isShown = ({ reference, shownAt }: Job) => reference === asked && shownAt <= performance.now();
    const common = { status: 'queued', created_at: '2026-04-07T10:00:00Z' };
    const shown = random() < silent ? common : { ...common, reference_id: asked };
    const data = (jobs.get(clip) ?? []).filter(isShown).map(({ id }) => ({ id, ...shown }));
    if (searchParams.has('reference_id')) {
      const pagination = { limit: 20, offset: 0, total: data.length };
      return response.writeHead(200, json).end(JSON.stringify({ data, pagination }));
    }
    const [job] = data;
    return response.writeHead(job ? 200 : 404, json).end(JSON.stringify(job ?? { error: 'lipsync request not found' }));
  }

  // A client that hangs up while we pause is no failure of ours.
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, jobs, close };
}
