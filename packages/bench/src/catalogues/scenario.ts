export const second = 1_000;
export const minute = 60_000;
export const day = 24 * 60 * minute;

/** What a catalogue meets; each of these is an assumption of the model. */
export interface Scenario {
  readonly items: number;
  readonly workers: number;
  /** Submissions that the API takes in a minute. */
  readonly limit: number;
  /** Whether a minute begins on the clock, or with each submission. */
  readonly windows: 'fixed' | 'sliding';
  /** How many jobs the plan lets run at once. */
  readonly cap?: number | undefined;
  /** The batch's own option. */
  readonly maxRunning: number;
  /** How long a job takes, in milliseconds: from, to. */
  readonly duration: readonly [number, number];
  /** The share of answers that are lost; a job was made behind half of them. */
  readonly lost: number;
  /** The share of submissions that are refused, whatever the pace. */
  readonly refusedAtRandom: number;
  readonly seed: number;
}

/** Lip sync as documented, on a perfect day. */
export const lipSync: Omit<Scenario, 'items' | 'workers'> = {
  limit: 60,
  windows: 'sliding',
  maxRunning: 100,
  duration: [65_000, 85_000],
  lost: 0,
  refusedAtRandom: 0,
  seed: 1,
};
