import { type OperationId, operations } from '@chamelaion/spec/operations';
import { type APIError, APIUserAbortError, ChamelaionError } from '../errors.ts';
import { type CallSettings, type RequestOptions, resolveCall } from '../options/call-options.ts';
import type { ResolvedOptions } from '../options/client-options.ts';
import { type FetchTraits, fetchTraits } from '../options/environment.ts';
import { headerEntries } from '../options/headers.ts';
import type { Log } from '../options/log.ts';
import type { Attempt } from '../options/on-attempt.ts';
import { attempt } from './attempt.ts';
import { type Answer, type Call, noProgress, type Outcome, type Payload, type Progress } from './call.ts';
import type { Outgoing } from './exchange.ts';
import { fillPath } from './fill-path.ts';
import { type Traffic, tell } from './observe.ts';
import { nextAttempt } from './retry-policy.ts';
import { sleep } from './sleep.ts';
import type { SubmitGate } from './submit-gate.ts';
import { createTransport, type Transport } from './transport.ts';

/** Sends calls: checks them, adds the credentials, and tries again as far as that is safe. */
export class Http {
  readonly log: Log;
  /** False for a page or an app that talks to a proxy. */
  readonly isDirect: boolean;
  readonly #options: ResolvedOptions;
  readonly #settings: CallSettings;
  readonly #transport: Transport;
  readonly #gate: SubmitGate | undefined;
  /** Asked once, and not before a call: Node loads all of fetch to tell. */
  #traits: FetchTraits | undefined;

  /** Without a gate each call waits for rate limits alone. */
  constructor(options: ResolvedOptions, gate?: SubmitGate) {
    this.#gate = gate;
    this.#options = options;
    this.#settings = resolveCall(options.limits);
    this.#transport = createTransport(options.baseURL, options.fetch);
    this.log = options.log;
    this.isDirect = options.needsCredential;
  }

  /** The options of a call, checked, and filled from those of the client. */
  settings(options?: RequestOptions): CallSettings {
    return options === undefined ? this.#settings : resolveCall(this.#options.limits, options);
  }

  /** Reads by an operation of the contract. */
  async read<T>(operation: OperationId, options?: RequestOptions, params?: Call['params']): Promise<Answer<T>> {
    return this.send({ ...operations[operation], operation, params, settings: this.settings(options) }) as Promise<
      Answer<T>
    >;
  }

  /** Sends a call to its end. */
  async send(call: Call): Promise<Answer> {
    const { answer, failure } = await this.try(call);
    if (answer) return answer;
    throw failure;
  }

  /** Attempts until one succeeds, or the policy says that there must be no other. */
  async try(call: Call, progress: Progress = noProgress): Promise<Outcome> {
    const { settings } = call;
    const { rateLimitTimeout, signal, onAttempt } = settings;
    // Who has no time to wait does not wait for others either.
    const gate = call.method === 'POST' && rateLimitTimeout > 0 ? this.#gate : undefined;
    const turn = gate?.turn() ?? 0;
    let outgoing: Outgoing | undefined;
    for (;;) {
      let next: ReturnType<typeof nextAttempt>;
      try {
        outgoing ??= this.#prepare(call);
        const admitted = gate?.enter(turn, outgoing.name, rateLimitTimeout, signal);
        if (admitted) await admitted;
        const traffic: Traffic | undefined = onAttempt ? {} : undefined;
        const start = onAttempt ? performance.now() : 0;
        const report =
          onAttempt &&
          ((what: Partial<Attempt>) => {
            const { operation = `${call.method} ${call.path}` } = call;
            const number = progress.retries + progress.limits + 1;
            tell(onAttempt, { operation, attempt: number, ms: performance.now() - start, ...traffic, ...what });
          });
        try {
          const answer = await attempt(this.#transport, outgoing, settings, traffic);
          gate?.leave(turn);
          report?.({ status: answer.response.status });
          return { answer, progress };
        } catch (failure) {
          next = nextAttempt(call.method, failure, progress, settings);
          gate?.leave(turn, failure, next?.delay);
          report?.({ status: (failure as APIError).status, failure: failure as Error, retryIn: next?.delay });
          throw failure;
        }
      } catch (failure) {
        if (!next) return { failure, progress };
        this.log('info', `${(failure as Error).message}; again in ${Math.round(next.delay)} ms`);
        try {
          // The gate knows itself how long it is closed.
          if (!gate || next.progress.limits === progress.limits) await sleep(next.delay, signal);
        } catch (cause) {
          return { failure: new APIUserAbortError(`${outgoing?.name}: aborted`, { cause }), progress };
        }
        progress = next.progress;
      }
    }
  }

  #prepare({ method, path, params, body, answer, open, settings }: Call): Outgoing {
    const { baseURL, needsPage, needsCredential } = this.#options;
    if (needsPage) {
      throw new ChamelaionError(`baseURL '${baseURL}' is a path, which works only in a page: set an absolute URL`);
    }
    const headers: Record<string, string> = { ...this.#options.headers };
    // A form's own boundary stands in its type, which is the runtime's to choose.
    if (body !== undefined && !(body instanceof FormData)) headers['content-type'] ??= 'application/json';
    for (const [name, value] of headerEntries(settings.headers, 'headers')) {
      if (value === null) delete headers[name];
      else headers[name] = value;
    }
    if (body instanceof FormData) delete headers['content-type'];
    if (open) {
      delete headers['authorization'];
      delete headers['x-api-key'];
    } else if (needsCredential && !('authorization' in headers || 'x-api-key' in headers)) {
      throw new ChamelaionError(
        `No API key for ${path}: set the environment variable CHAMELAION_API_KEY or pass the option apiKey (or CHAMELAION_BEARER_TOKEN, bearerToken)`,
      );
    }
    const filled = fillPath(path, params?.path);
    // A redirected POST is a second job, and a redirect to another host takes x-api-key along. What a cache says of a
    // job is old: a look would pay twice, and a wait would never end. A POST is cached by Next.js alone; in Chromium the
    // option would only ask for another preflight, on whose connection it then sends the POST twice.
    const init: Outgoing['init'] = {
      ...settings.fetchOptions,
      method,
      headers,
      // fetch takes undefined as well.
      body: body as Payload,
      redirect: 'manual',
    };
    this.#traits ??= fetchTraits();
    const { knowsCache, streams } = this.#traits;
    if (knowsCache && (method === 'GET' || streams)) init.cache = 'no-store';
    else if (!knowsCache && method === 'GET') headers['cache-control'] ??= 'no-cache';
    return { name: `${method} ${filled}`, path: filled, query: params?.query, answer, streams, init };
  }
}
