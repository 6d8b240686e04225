import { nextPoll } from '@chamelaion/client';
import { expect, test } from 'vitest';

test.each([
  [-3_600_000, 3_000],
  [0, 3_000],
  [1_000, 2_000],
  [3_000, 500],
  [60_000, 5_400],
  [600_000, 30_000],
  [Number.NEGATIVE_INFINITY, 3_000],
])('a job that is %i ms old is polled in %i ms', (age, wait) => {
  expect(nextPoll(age)).toBe(wait);
});
