import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import {
  type Fault,
  type FaultOptions,
  type MockServer,
  type MockServerOptions,
  type RecordedRequest,
  startMockServer,
} from '@chamelaion/mock-server';
import { seeded } from './seeded.ts';

/** What goes wrong at the API. */
export interface Weather {
  readonly seed: number;
  /** The share of requests that fail, downloads included. */
  readonly rate: number;
  readonly faults: readonly Fault[];
  /** The share of the jobs made under a fault that appear late, at most so many milliseconds late. */
  readonly late: { readonly share: number; readonly mostMs: number };
}

/** A submission as the mock received it. */
export interface Post {
  readonly at: number;
  /** From when on the mock shows a job that it made of it, by its id or reference and in the list. */
  readonly retrievableAt: number;
  readonly listedAt: number;
  /** What went wrong: the fault, and whether the job was made before. */
  readonly fault: string;
  status?: number;
  request?: RecordedRequest | undefined;
}

/** A mock whose requests are counted and struck from outside, so that a judge can tell what happened. */
export interface WatchedMock extends Pick<MockServer, 'url' | 'clock'> {
  readonly posts: readonly Post[];
  /** Requests by method and kind: `POST`, `GET` of the API, `download`; and answers with 429. */
  readonly counts: { POST: number; GET: number; download: number; refused: number };
  /** Settles the moment that an answer to one of the submissions after the first `count` has left the mock. */
  answered(count: number): Promise<void>;
  /** Ends all faults, and makes every late job appear. */
  calm(): void;
  close(): Promise<void>;
}

/** What the mock's own campaign has, and `quickFaults` without those that only a timeout ends. */
export const allFaults: readonly Fault[] = [
  'reset',
  'stall',
  'stall-body',
  'truncate',
  'empty',
  'html',
  { status: 500 },
  { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><body>502 Bad Gateway</body></html>' },
  { status: 503, body: '' },
];
export const quickFaults = allFaults.filter((fault) => typeof fault !== 'string' || !fault.startsWith('stall'));

type Message = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly socket: Socket };

export async function startWatchedMock(
  options: MockServerOptions,
  { seed, rate, faults, late }: Weather,
): Promise<WatchedMock> {
  const mock = await startMockServer(options);
  const port = Number(new URL(mock.url).port);
  const random = seeded(seed);
  const posts: Post[] = [];
  const counts = { POST: 0, GET: 0, download: 0, refused: 0 };
  const waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();
  let isCalm = false;

  // At least half a second, seldom long, as the mock's own campaign.
  const pareto = () => Math.min(500 / (1 - random()) ** (1 / 1.5), late.mostMs);
  const draw = (): { fault: Fault; options: FaultOptions } | undefined => {
    if (isCalm || random() >= rate) return undefined;
    const fault = faults[Math.floor(random() * faults.length)] ?? 'reset';
    const when = random() < 0.5 ? 'before' : 'after';
    const isLate = random() < late.share;
    const listLateMs = isLate && random() < 0.5 ? pareto() : 0;
    return { fault, options: { when, lateMs: isLate ? pareto() : 0, listLateMs } };
  };

  // Told before the mock takes the request.
  const onRequest = (message: unknown) => {
    const { request, response, socket } = message as Message;
    if (socket.localPort !== port) return;
    const operation = operationOf(request);
    const strike = draw();
    if (!operation) {
      counts.download++;
      if (strike) setTimeout(() => socket.destroy(), random() * 10);
      return;
    }
    const { lateMs = 0, listLateMs = 0 } = strike?.options ?? {};
    if (strike) mock.failNext(strike.fault, { ...strike.options, on: operation });
    if (request.method !== 'POST') {
      counts.GET++;
      return;
    }
    counts.POST++;
    const at = mock.clock.now();
    const post: Post = { at, retrievableAt: at + lateMs, listedAt: at + lateMs + listLateMs, fault: nameOf(strike) };
    const count = posts.push(post);
    queueMicrotask(() => {
      post.request = mock.requests.at(-1);
    });
    response.on('finish', () => {
      post.status = response.statusCode;
      if (response.statusCode === 429) counts.refused++;
      for (const one of waiting) {
        if (count <= one.count) continue;
        one.resolve();
        waiting.delete(one);
      }
    });
  };
  subscribe('http.server.request.start', onRequest);

  return {
    url: mock.url,
    clock: mock.clock,
    posts,
    counts,
    answered: (count) => new Promise((resolve) => void waiting.add({ count, resolve })),
    calm() {
      isCalm = true;
      mock.clock.advance(3_600_000);
    },
    async close() {
      unsubscribe('http.server.request.start', onRequest);
      await mock.close();
    },
  };
}

function nameOf(strike: ReturnType<() => { fault: Fault; options: FaultOptions } | undefined>): string {
  if (!strike) return 'none';
  const { fault, options } = strike;
  return `${typeof fault === 'string' ? fault : fault.status} ${options.when}`;
}

function operationOf({ method, url = '' }: IncomingMessage): FaultOptions['on'] {
  const [, resource, rest] = /^\/api\/v1\/(lipsync|video-translate)\/([^?]*)/.exec(url) ?? [];
  if (!resource) return undefined;
  const name = rest === 'generate' ? 'generate' : rest === 'requests' ? 'requests.list' : 'requests.retrieve';
  if (method === 'POST' && name !== 'generate') return undefined;
  return `${resource === 'lipsync' ? 'lipsync' : 'videoTranslate'}.${name}`;
}
