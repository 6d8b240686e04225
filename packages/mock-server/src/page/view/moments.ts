import { make } from './dom.ts';

// Dates have an end, but a test may turn its clock beyond it.
const lastDate = 8.64e15;

/** A moment in ISO 8601. */
export function timestamp(ms: number): string {
  return new Date(Math.min(ms, lastDate)).toISOString();
}

/** The day of a moment, as a number. */
export function dayOf(ms: number): number {
  return Math.floor(ms / 86_400_000);
}

/** A moment of the mock's clock (UTC), with its date unless that is today. */
export function moment(ms: number, now: number): HTMLElement {
  const datetime = timestamp(ms);
  return make('time', { datetime }, datetime.slice(dayOf(ms) === dayOf(now) ? 11 : 0, -1).replace('T', ' '));
}

/** How long something takes. */
export function duration(ms: number): string {
  const seconds = Math.round(ms) / 1_000;
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
