import type { Attempt, OnAttempt } from '../options/on-attempt.ts';

/** What went over the wire, filled in as it goes. */
export interface Traffic {
  sent?: number;
  received?: number;
}

/** Bytes of a text as it is sent. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

/** Reports an attempt to `onAttempt`. If that throws, nothing changes. */
export function tell(onAttempt: OnAttempt, attempt: Attempt): void {
  (async () => onAttempt(attempt))().catch(() => {});
}
