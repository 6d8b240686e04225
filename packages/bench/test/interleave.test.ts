import { expect, test } from 'vitest';
import { interleave, median, ratios, spread } from '../src/interleave.ts';

test('measures everybody once a round, and starts with another one each time', async () => {
  const order: string[] = [];
  const subject = (name: string, value: number) => async () => {
    order.push(name);
    return value;
  };
  const samples = await interleave(3, { a: subject('a', 1), b: subject('b', 2), c: subject('c', 3) });
  expect(order.join('')).toBe('abcbcacab');
  expect(samples).toEqual({ a: [1, 1, 1], b: [2, 2, 2], c: [3, 3, 3] });
});

test('ratios are within a round', () => {
  expect(ratios({ ours: [4, 9], raw: [2, 3] }, 'raw')).toEqual({ ours: [2, 3], raw: [1, 1] });
});

test('the median is the middle value, and the order stays as it was', () => {
  const values = [10, 9, 2];
  expect(median(values)).toBe(9);
  expect(values).toEqual([10, 9, 2]);
  expect(spread(values, 1)).toBe('9.0 (2.0 to 10.0)');
});

test('what was not measured shows as a dash', () => {
  expect(spread(undefined)).toBe('-');
});
