import {
  answers,
  type DocumentedError,
  errors,
  type Fields,
  inputs,
  type Kind,
  kinds,
  type OperationId,
  operations,
} from '@chamelaion/spec/operations';
import { Refusal } from './refusal.ts';

/** What the contract says of an operation, as far as a proxy asks. */
export interface Operation {
  readonly id: OperationId;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** How its body is written. */
  readonly body?: 'json' | 'form';
  /** What it takes in its body or its query. */
  readonly takes: Fields;
  /** What it answers. */
  readonly gives: Fields;
  /** What it does for which kind of job, if it does. */
  readonly job?: { readonly kind: Kind; readonly role: 'submit' | 'retrieve' | 'find' };
}

const ids = Object.keys(operations) as OperationId[];

function readOperation(id: OperationId): Operation {
  const { body, query } = inputs[id] as { readonly body?: Fields; readonly query?: Fields };
  return { id, ...operations[id], takes: body ?? query ?? {}, gives: answers[id], ...jobOf(id) };
}

function jobOf(id: OperationId): Pick<Operation, 'job'> {
  for (const [kind, { submit, retrieve, find }] of Object.entries(kinds)) {
    const role = id === retrieve ? 'retrieve' : id === find ? 'find' : submit.some((one) => one === id) && 'submit';
    if (role) return { job: { kind: kind as Kind, role } };
  }
  return {};
}

/** Every operation of the contract. */
export const allOperations: readonly Operation[] = ids.map(readOperation);

/** The operation of this name. */
export function operationOf(id: OperationId): Operation {
  return allOperations.find((operation) => operation.id === id) as Operation;
}

/** The API's own answer to what is wrong with a request, as the contract's `x-flaw` names it. */
export function refusalOf({ id }: Operation, flaw: string): Refusal {
  const documented: readonly DocumentedError[] = Object.values(errors[id]);
  const of = (name = '') => documented.find((one) => one.flaw === name);
  // What has no words is a flaw of the whole.
  const { status = 400, error = 'invalid request' } = of(flaw) ?? of(flaw.split('.', 1)[0]) ?? {};
  return new Refusal(status, error);
}
