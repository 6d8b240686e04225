import { type Kind, kinds, type OperationId } from '@chamelaion/spec/operations';
import { RateLimitError } from '../errors.ts';
import type { Answer, Call } from '../http/call.ts';
import type { Http } from '../http/http.ts';
import { sleep } from '../http/sleep.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type { JobPage, JobRequest } from './job.ts';
import { fewestListed, longestPage, pagesLeft, pollsAfter } from './list-schedule.ts';
import { type Pausing, PollGate } from './poll-gate.ts';

/** How a job stands. */
export interface Look<R> {
  readonly request: R;
  /** Milliseconds since the job was created, by the server's own clock; NaN if the answer does not say. */
  readonly age: number;
}

/** What of a wait's options goes along with its polls. */
export type PollOptions = Pick<RequestOptions, 'signal' | 'headers' | 'fetchOptions' | 'onAttempt'>;

/** A wait, as its looks see it. */
export interface Watch<R> extends Pausing {
  readonly id: string;
  readonly options: PollOptions;
  /** The job's own id, once it is known: a wait may be for a reference. */
  job: string;
  /** From then on the job is worth a page: half of the pause between two looks is over. */
  wantedAt: number;
  /** How many of the next looks are polls. */
  polls: number;
  /** How many lists in a row have not shown the job. */
  misses: number;
  /** What a list has shown. */
  seen?: Look<R> | undefined;
}

// Even the look at the deadline needs a moment.
const shortestLook = 1_000;
// A list that hangs must not use up the time of the polls after it.
const longestList = 10_000;
// After more in a row the limit may be that of lists alone.
const mostLimits = 3;

/** Looks at the jobs of a kind for all waits of a client: by lists for many, by a poll for each that no list shows. */
export class Looks<R extends JobRequest> {
  readonly #http: Http;
  readonly #kind: (typeof kinds)[Kind];
  readonly #gate = new PollGate();
  readonly #watches = new Set<Watch<R>>();
  /** The list under way; resolves to the rate limit that it has met, or null. */
  #list: Promise<RateLimitError | null> | undefined;
  #stop: AbortController | undefined;
  #limits = 0;

  constructor(http: Http, kind: Kind) {
    this.#http = http;
    this.#kind = kinds[kind];
  }

  /** Begins a wait, which must end by `leave`. */
  enter(id: string, options: PollOptions): Watch<R> {
    const watch: Watch<R> = { id, options, job: id, wantedAt: 0, polls: 0, misses: 0 };
    // A list goes without the caller's own headers, and a proxy may send a request for each of its jobs.
    if (this.#http.isDirect && !options.headers && !options.fetchOptions) this.#watches.add(watch);
    return watch;
  }

  leave(watch: Watch<R>): void {
    this.#watches.delete(watch);
    if (this.#watches.size === 0) this.#stop?.abort();
  }

  /** Waits until the next look is due, or a list has shown the job. False if `deadline` comes before that. */
  pause(watch: Watch<R>, delay: number, deadline: number): Promise<boolean> {
    watch.wantedAt = performance.now() + delay / 2;
    return this.#gate.pass(delay, deadline, watch);
  }

  /** One look at the job. Throws what its poll meets, or a rate limit that the list has met. */
  async look(watch: Watch<R>, deadline: number): Promise<Look<R>> {
    const { id, options } = watch;
    const left = () => Math.max(deadline - performance.now(), shortestLook);
    // A deadline may cut the pause short.
    watch.wantedAt = 0;
    while (!watch.seen && this.#isListed(watch)) {
      this.#list ??= this.#listAll(options);
      const limit = await Promise.race([this.#list, sleep(left(), options.signal, watch)]);
      watch.wake?.();
      if (limit) throw limit;
      // The deadline came before the list.
      if (limit === undefined && !watch.seen) miss(watch);
    }
    const { seen } = watch;
    watch.seen = undefined;
    if (seen) return seen;
    if (watch.polls) watch.polls--;
    const answer = await this.#read<R>(this.#kind.retrieve, left(), options, { path: { id } });
    // Which job a reference means, only this answer says.
    watch.job = answer.data.id ?? watch.job;
    return lookOf(answer.data, answer);
  }

  #isListed(watch: Watch<R>): boolean {
    if (watch.polls || !this.#watches.has(watch)) return false;
    return this.#list !== undefined || [...this.#watches].filter(({ polls }) => !polls).length >= fewestListed;
  }

  /** Fetches pages until they have shown all jobs that are due, or the rest is not worth another. Never rejects. */
  async #listAll({ onAttempt }: PollOptions): Promise<RateLimitError | null> {
    this.#stop = new AbortController();
    const options = { signal: this.#stop.signal, onAttempt };
    // Counted when the first page is there, which may also show jobs whose looks fell due meanwhile.
    let missing: Watch<R>[] | undefined;
    let pages: number | undefined;
    let limit = null;
    let offset = 0;
    try {
      for (let total = 1; offset < total; ) {
        const query = { limit: longestPage, offset };
        const answer = await this.#read<JobPage<R>>(this.#kind.find, longestList, options, { query });
        missing ??= missingOf(this.#watches);
        pages ??= missing.length / fewestListed;
        const shown = this.#show(answer);
        missing = missingOf(missing);
        pages = pagesLeft(pages, shown, missing.length);
        const { data, pagination } = answer.data;
        // By what came, not by what was asked for: the API may cap the limit.
        offset += data.length || pagination?.limit;
        total = missing.length > 0 && pages >= 0 ? pagination?.total : 0;
      }
      this.#limits = 0;
    } catch (failure) {
      if (failure instanceof RateLimitError && this.#limits++ < mostLimits) limit = failure;
    }
    if (!limit) missingOf(missing ?? this.#watches).forEach(miss);
    this.#list = undefined;
    return limit;
  }

  /** Gives each wait its job, if the page shows it; returns how many jobs it has shown. */
  #show(answer: Answer<JobPage<R>>): number {
    const page: readonly (R | null)[] = answer.data.data;
    const requests = new Map(page.map((request) => [request?.id, request]));
    let shown = 0;
    for (const watch of this.#watches) {
      const { id, job, wake } = watch;
      const request = requests.get(job) as (R & { [field: string]: unknown }) | undefined;
      const isTwin = (other: R | null) => other?.reference_id === id && other.id !== job;
      const isUnfinished = request?.status === 'completed' && !request[this.#kind.result];
      // A poll says more about these than any list.
      if (isUnfinished || (id !== job && page.some(isTwin))) this.#watches.delete(watch);
      else if (wake && typeof request?.status === 'string') {
        shown++;
        watch.polls = watch.misses = 0;
        watch.seen = lookOf(request, answer);
        wake();
      }
    }
    return shown;
  }

  /** A single read: whether and when to ask again is for those who wait. */
  #read<T>(operation: OperationId, longest: number, options: PollOptions, params: Call['params']): Promise<Answer<T>> {
    const timeout = Math.min(longest, this.#http.settings().timeout);
    const once = { ...options, timeout, maxRetries: 0, rateLimitTimeout: 0 };
    return this.#gate.note(this.#http.read<T>(operation, once, params));
  }
}

/** The waits whose look is due, or soon will be, and whose jobs a page may show. */
function missingOf<R>(watches: Iterable<Watch<R>>): Watch<R>[] {
  const now = performance.now();
  return [...watches].filter(({ wake, polls, wantedAt }) => wake && !polls && wantedAt <= now);
}

/** No page has shown the job: the next looks are polls, more of them each time. */
function miss(watch: Watch<unknown>): void {
  watch.polls = pollsAfter(++watch.misses);
}

function lookOf<R extends JobRequest>(request: R, { response }: Answer): Look<R> {
  const age = Date.parse(response.headers.get('date') ?? '') - Date.parse(request.created_at);
  return { request, age };
}
