import { expect, test } from 'vitest';
import { lipSync } from '../src/catalogues/scenario.ts';
import { floorOf, simulate } from '../src/catalogues/simulate.ts';

test.each([
  ['as documented', {}],
  ['with 5 jobs at once', { cap: 5 }],
  ['with 30 submissions a minute', { limit: 30 }],
])('a simulated batch is nearly as fast as an API %s allows, and no faster', (_, weather) => {
  const scenario = { ...lipSync, items: 1_000, workers: 3, ...weather };
  const { milliseconds, posts, refusals } = simulate(scenario);
  expect(milliseconds / floorOf(scenario)).toBeGreaterThan(0.99);
  expect(milliseconds / floorOf(scenario)).toBeLessThan(1.15);
  // Nothing is lost, so each item is submitted until it is taken, and no more.
  expect(posts - refusals).toBe(scenario.items);
});
