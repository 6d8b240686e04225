import {
  APIError,
  APIUserAbortError,
  AuthenticationError,
  ChamelaionError,
  RateLimitError,
  TokenLimitError,
  UnknownOutcomeError,
} from '@chamelaion/client';
import type { Turn } from './gate.ts';
import { type Submission, submissionOf } from './media.ts';
import { pause, type Worker } from './worker.ts';

/** An item that was sent so often and never found is left to a person. */
const mostSends = 5;
/** A remote input that could not be fetched so often fails its item, a minute or more after the first time. */
const mostFetches = 30;

/** What ends a submission before its turn has come, and after. */
interface Signals {
  readonly gate: AbortSignal;
  readonly send: AbortSignal;
}

/** Submits one item, and pays once; throws if it is to be tried again later. */
export async function submitItem(worker: Worker, key: string, tries: number, signals: Signals): Promise<void> {
  const { items, gate, tell } = worker;
  for (;;) {
    const turn = await gate.enter(key, signals.gate);
    if (!turn) return;
    const outcome = await attempt(worker, turn, tries, signals.send);
    if (outcome === 'again') continue;
    if (outcome === 'over') return;
    const { request_id } = outcome;
    const { reference_id } = turn.item;
    // First the id, then everything that can wait.
    await items.move({ reference_id }, ['queued', 'submitting'], 'running', { request_id, error: null });
    tell({ type: 'submitted', key, request_id });
    return gate.passed(turn);
  }
}

/**
 * Gives the job; or `again` if none was made, and the next attempt may come at once, through the gate; or `over` if the
 * item has ended. Throws if it will be tried again later.
 */
async function attempt(
  worker: Worker,
  turn: Turn,
  tries: number,
  signal: AbortSignal,
): Promise<{ readonly request_id: string } | 'again' | 'over'> {
  const { client, gate, items, tell, directory, settleTimeout } = worker;
  const { item, sentBefore } = turn;
  const { key, kind, sends } = item;
  const options = {
    signal,
    settleTimeout,
    uniqueReference: true,
    // What was sent before is looked for first.
    resume: sentBefore !== null,
    // Whether and when to send again is the gate's business.
    maxRetries: 0,
    rateLimitTimeout: 0,
  };
  // Only as long as no other worker has sent it since: then it is that worker's.
  const move = (to: 'queued' | 'failed', error: string | null, unsent = false) =>
    items.move(item, ['submitting'], to, { error, ...(unsent ? { sent_at: sentBefore, sends: sends - 1 } : {}) });
  let body: Submission | undefined;
  try {
    body = await submissionOf(item, directory, signal);
    return await (client[kind][body.method] as Submit)(body.body, options);
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof RateLimitError) {
      await gate.refused(turn, Number(error.headers?.get('retry-after')) * 1_000 || undefined);
      await move('queued', null, true);
      return 'again';
    }
    if (error instanceof AuthenticationError || error instanceof TokenLimitError) {
      await move('queued', null, true);
      await pause(worker, message);
      return 'again';
    }
    if (error instanceof UnknownOutcomeError) {
      // If even the looks have failed, it was not sent again.
      const sent = error.attempts === 0 ? sends - 1 : sends;
      const isLast = error.attempts > 0 && sent % mostSends === 0;
      const why = isLast ? `${message} (sent ${sent} times: look for it before you retry it)` : message;
      await items.move(item, ['submitting'], isLast ? 'unknown' : 'queued', { error: why, sends: sent });
      tell({ type: isLast ? 'failed' : 'late', key, error: why });
      if (isLast) return 'over';
      throw error;
    }
    if (isRefusal(error) || (!(error instanceof APIError) && tries + 1 >= mostFetches)) {
      await move('failed', message, true);
      tell({ type: 'failed', key, error: message });
      return 'over';
    }
    // A worker that stops does not say how far it came.
    const isCut = error instanceof APIUserAbortError || signal.aborted;
    await move('queued', message, !isCut);
    if (!signal.aborted) tell({ type: 'late', key, error: message });
    throw error;
  } finally {
    await body?.discard();
  }
}

type Submit = (body: object, options: object) => Promise<{ request_id: string }>;

/** True if the API or the client has refused it for good: nothing was paid. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof ChamelaionError)) return false;
  return !(error instanceof APIError) || (error.status !== undefined && error.status < 500);
}
