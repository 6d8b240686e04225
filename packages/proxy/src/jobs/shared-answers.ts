import type { Answer } from '../http/answer.ts';

// How long a browser may take to send its request a second time.
const keptFor = 60_000;
// More than a submission can take: one that lasts longer has lost its runtime, and never ends.
const longestFlight = 300_000;

/** Answers to submissions that may be sent twice. */
export interface SharedAnswers {
  /** The answer to the same submission, in flight or kept. */
  find(key: string): Promise<Answer> | undefined;
  /** Lets others find an answer, from now until a while after it is there. */
  keep(key: string, answer: Promise<Answer>): Promise<Answer>;
}

/** Keeps the answers of one instance. A failure is shared by all that wait for it, and then forgotten. */
export function createSharedAnswers(): SharedAnswers {
  const kept = new Map<string, { readonly answer: Promise<Answer>; until: number }>();
  return {
    find(key) {
      const now = performance.now();
      for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
      return kept.get(key)?.answer;
    },
    keep(key, answer) {
      const entry = { answer, until: performance.now() + longestFlight };
      kept.set(key, entry);
      answer.then(
        () => {
          entry.until = performance.now() + keptFor;
        },
        () => kept.delete(key),
      );
      return answer;
    },
  };
}
