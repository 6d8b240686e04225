import type { Answer } from './call.ts';
import { readAgain } from './exchange.ts';

/** What a call ends in, and the answer it came in. */
export interface WithResponse<T> {
  /** What the call resolves to. */
  readonly data: T;
  /** The answer; its body has been read, and can be read again by `json()` and `text()`. */
  readonly response: Response;
}

/**
 * What every call gives: a promise of the data, with the answer within reach.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 *
 * const { data, response } = await new Chamelaion().users.retrieveCurrent().withResponse();
 * console.log(data.name, response.headers.get('date'));
 * ```
 */
export class APIPromise<T> extends Promise<T> {
  /** Chained promises are plain ones. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  readonly #call: Promise<Answer<T>>;

  constructor(call: Promise<Answer<T>>) {
    // Hermes knows no species: its chains call this with what a plain promise takes.
    const isChain = typeof call === 'function';
    super(isChain ? call : (resolve, reject) => call.then(({ data }) => resolve(data), reject));
    this.#call = call;
  }

  /** The data and the answer it came in. */
  withResponse(): Promise<WithResponse<T>> {
    // A failure is reported by what is returned here, not a second time as unhandled.
    this.catch(() => {});
    return this.#call.then(({ data, response, text }) => ({ data, response: readAgain(response, text) }));
  }

  /** The answer alone. */
  asResponse(): Promise<Response> {
    return this.withResponse().then(({ response }) => response);
  }
}
