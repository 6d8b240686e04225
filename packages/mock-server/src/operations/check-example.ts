import type { Operation } from '../contract/contract.ts';
import type { Check } from './call.ts';

/** An operation that always answers its documented success. */
export function checkExample(operation: Operation): Check {
  const answer = operation.example(200);
  return () => () => answer;
}
