import { APIUserAbortError, ChamelaionError } from '../errors.ts';
import { orAbort } from '../http/or-abort.ts';

interface Shared<T> {
  readonly body: object;
  readonly result: Promise<T>;
  readonly controller: AbortController;
  callers: number;
}

/** Submissions under way with a reference that is theirs alone: the same one again shares their job. */
export class JoinedSubmissions<T> {
  readonly #underWay = new Map<string, Shared<T>>();

  /**
   * Starts a submission, or joins the one that is under way; refuses another body under the same reference. Each caller
   * leaves by a separate signal; the submission ends when all have left.
   */
  async join(
    referenceId: string,
    body: object,
    signal: AbortSignal | null | undefined,
    start: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const underWay = this.#underWay.get(referenceId);
    if (underWay && !isSame(underWay.body, body)) {
      throw new ChamelaionError(
        `reference_id '${referenceId}' is being submitted with another body: give each job its own`,
      );
    }
    const shared = underWay ?? this.#begin(referenceId, body, start);
    shared.callers++;
    try {
      return await orAbort(shared.result, `submission of ${referenceId}`, signal);
    } catch (error) {
      if (signal?.aborted && error instanceof APIUserAbortError) error.referenceId = referenceId;
      throw error;
    } finally {
      shared.callers--;
      if (shared.callers === 0) {
        this.#underWay.delete(referenceId);
        shared.controller.abort(signal?.reason);
      }
    }
  }

  #begin(referenceId: string, body: object, start: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController();
    const shared = { body, controller, callers: 0, result: start(controller.signal) };
    this.#underWay.set(referenceId, shared);
    return shared;
  }
}

/** Files are the same only if they are the same object: to compare their bytes could mean to read gigabytes. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isPlain(one) || !isPlain(other)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return Array.isArray(value) || (typeof value === 'object' && value?.constructor === Object);
}
