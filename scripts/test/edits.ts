import type { Document } from 'yaml';
import type { Impact } from '../src/contract/rate-change.ts';

/** Changes a contract in place. */
export type Edit = (contract: Document) => void;

/** Sets what stands there, or adds it. */
export const set =
  (value: unknown, ...path: (string | number)[]): Edit =>
  (contract) =>
    contract.setIn(path, contract.createNode(value));

/** Adds one to a list. */
export const add =
  (value: unknown, ...path: (string | number)[]): Edit =>
  (contract) =>
    contract.addIn(path, contract.createNode(value));

/** Removes what stands there. */
export const remove =
  (...path: (string | number)[]): Edit =>
  (contract) => {
    if (!contract.deleteIn(path)) throw new Error(`nothing at ${path.join(' ')}`);
  };

/** Moves what stands there to another name beside it. */
export const rename =
  (to: string, ...path: (string | number)[]): Edit =>
  (contract) => {
    const value = contract.getIn(path);
    remove(...path)(contract);
    contract.setIn([...path.slice(0, -1), to], value);
  };

/** What is reported of an edit, and the edit. */
export type Row = [report: string, ...Edit[]];

/** Edits that leave each other alone, so that one comparison judges them all: a comparison costs half a second. */
export interface Batch {
  of: string;
  impact: Impact;
  rows: Record<string, Row>;
}
