import type { OperationId } from '@chamelaion/spec/operations';

/**
 * A way in which a request goes wrong.
 *
 * - `reset`: the connection is reset without an answer
 * - `stall`: no answer ever comes
 * - `stall-body`: half of the answer comes, then nothing, and the connection stays open
 * - `truncate`: half of the answer comes, then the connection ends
 * - `empty`: a 200 with an empty body
 * - `html`: a 200 with an HTML page
 * - `late`: the answer is right, but the job shows up late (see `lateMs` and `listLateMs`)
 * - a {@link FaultAnswer}: this answer instead
 */
export type Fault = (typeof faultNames)[number] | FaultAnswer;

/** The faults that have a name, in the words of the page. */
export const faultEffects = {
  reset: 'no answer, the connection is reset',
  stall: 'no answer, ever',
  'stall-body': 'half an answer, no end',
  truncate: 'half an answer, cut off',
  empty: 'a 200 with an empty body',
  html: 'a 200 with an HTML page',
  late: 'the job shows up late',
} as const;

/** The faults that have a name. */
export const faultNames = Object.keys(faultEffects) as readonly (keyof typeof faultEffects)[];

/** A fault in a word, e.g. `reset` or `503`. */
export function faultName(fault: Fault): string {
  return typeof fault === 'string' ? fault : String(fault.status);
}

/** An answer that replaces the right one. */
export interface FaultAnswer {
  /** HTTP status, 200 to 599. */
  status: number;
  /** Response headers. @default content-type: application/json */
  headers?: Record<string, string> | undefined;
  /** A string is sent as it is, anything else as JSON. @default the documented error of this status, or `{ error }` */
  body?: unknown;
}

/** When and how often a {@link Fault} strikes. */
export interface FaultOptions {
  /** How many requests it strikes. @default 1 */
  times?: number | undefined;
  /** Which operations it strikes. @default every operation */
  on?: OperationId | readonly OperationId[] | undefined;
  /**
   * `before`: the request fails before the mock does anything with it. `after`: the job is made, and then the
   * answer is lost.
   *
   * @default 'before'
   */
  when?: 'before' | 'after' | undefined;
  /** How late a job that is made can be retrieved and listed, in milliseconds of the mock's clock. @default 0 */
  lateMs?: number | undefined;
  /** How much later still it is listed: the list lags behind. @default 0 */
  listLateMs?: number | undefined;
}

/** Random faults that a seed makes repeatable. */
export interface FaultCampaign {
  /** An integer; the same seed gives the same faults to the same sequence of requests. */
  seed: number;
  /** The share of requests that fail, 0 to 1. */
  rate: number;
}

/** A fault that strikes one request. */
export interface Strike {
  readonly fault: Fault;
  readonly when: 'before' | 'after';
  readonly lateMs: number;
  readonly listLateMs: number;
}
