// Beyond this a timer fires at once.
const longestTimer = 2 ** 31 - 1;

/** True for milliseconds that a timer can take. */
export function isDuration(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= longestTimer;
}
