import { expect, test } from 'vitest';
import { interleave, median, ratios, spread, time } from '../src/interleave.ts';

test('measures everybody once a round, and starts with another one each time', async () => {
  const order: string[] = [];
  const samples = await interleave(3, ['a', 'b', 'c'], async (name) => order.push(name));
  expect(order.join('')).toBe('abcbcacab');
  expect(samples).toEqual({ a: [1, 6, 8], b: [2, 4, 9], c: [3, 5, 7] });
});

test('ratios are within a round', () => {
  expect(ratios({ ours: [4, 9], raw: [2, 3] }, 'raw')).toEqual({ ours: [2, 3], raw: [1, 1] });
});

test('the median is the middle value, and the order stays as it was', () => {
  const values = [10, 9, 2];
  expect(median(values)).toBe(9);
  expect(values).toEqual([10, 9, 2]);
  expect(spread(values)).toBe('9.00 (2.00 to 10.00)');
  // What was not measured.
  expect(spread(undefined)).toBe('-');
});

test('a time ends with the work', async () => {
  let isDone = false;
  const ms = await time(async () => {
    await new Promise(setImmediate);
    isDone = true;
  });
  expect([isDone, ms > 0]).toEqual([true, true]);
});
