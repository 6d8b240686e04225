/** From so many waits on, a list costs less than a poll of each. */
export const fewestListed = 8;

/** How many jobs a page is asked for; how many it holds is for the API to say. */
export const longestPage = 100;

/**
 * How many more pages may be fetched in vain: at first and at most an eighth of the polls that the missing jobs would cost.
 * Each job that a page shows allows one more. Below 0 the missing jobs are polled.
 */
export function pagesLeft(before: number, shown: number, missing: number): number {
  return Math.min(before + shown - 1, missing / fewestListed);
}

/** How many polls come before the next list, after so many lists in a row that did not show the job. */
export function pollsAfter(misses: number): number {
  return Math.min(2 ** misses, fewestListed) - 1;
}
