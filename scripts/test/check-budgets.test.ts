import { expect, test } from 'vitest';
import { type Budgets, checkBudgets } from '../src/check-budgets.ts';

const budgets: Budgets = {
  bytes: { client: { limit: 12_300, measured: 12_136, since: '2026-11-22 (78aacd6)' } },
};

test('up to the budget nobody complains', () => {
  expect(checkBudgets(budgets, { bytes: { client: 12_300 } })).toEqual([]);
});

test('beyond it, says by how much, and since what', () => {
  expect(checkBudgets(budgets, { bytes: { client: 12_411 } })).toEqual([
    'client has 12,411 bytes, 111 over its budget of 12,300: 275 more than the 12,136 of 2026-11-22 (78aacd6)',
  ]);
});

test.each([{}, { bytes: {} }, { bytes: { client: Number.NaN } }])(
  'what was not measured does not pass: %j',
  (counts) => {
    expect(checkBudgets(budgets, counts)).toEqual(['client: its bytes were not measured']);
  },
);
