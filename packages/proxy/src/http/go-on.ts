import { complain } from './answer.ts';

/** What a runtime offers beside the request: the third argument of a Cloudflare worker's `fetch` fits. */
export interface ProxyContext {
  /** Keeps the runtime at work on a submission whose caller has left. */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
}

/** Asks the runtime to go on with this work. It goes on all the same if the runtime cannot be asked. */
export function goOn(context: ProxyContext | undefined, work: Promise<unknown>): void {
  try {
    context?.waitUntil?.(work.catch(() => {}));
  } catch (error) {
    complain(error);
  }
}
