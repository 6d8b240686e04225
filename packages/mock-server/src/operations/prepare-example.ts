import type { Prepare } from '../call.ts';
import type { Operation } from '../contract.ts';

/** An operation that always answers its documented success. */
export function prepareExample(operation: Operation, name: string): Prepare {
  const answer = operation.documented(200, name);
  return () => () => answer;
}
