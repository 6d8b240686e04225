import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { OperationId } from '@chamelaion/spec/operations';
import { requireInteger, requireNumber, requireOneOf } from '../require-option.ts';
import { type Fault, type FaultOptions, faultNames, type Strike } from './fault.ts';

/** A fault that waits for the next `left` requests to some operations. */
export interface WaitingFault {
  readonly strike: Strike;
  readonly on: readonly OperationId[];
  readonly left: number;
}

/** Faults that wait for the requests they strike. */
export interface FaultQueue {
  add(fault: Fault, options?: FaultOptions): void;
  /** The fault that strikes this request, if any; the first added strikes first. */
  take(operation: OperationId): Strike | undefined;
  waiting(): readonly WaitingFault[];
  clear(): void;
}

export function createFaultQueue(operationIds: readonly OperationId[]): FaultQueue {
  let waiting: (WaitingFault & { left: number })[] = [];
  return {
    add(fault, { times = 1, on = operationIds, when, lateMs = 0, listLateMs = 0 } = {}) {
      requireFault(fault);
      requireInteger('times', times, 1);
      requireNumber('lateMs', lateMs, 0);
      requireNumber('listLateMs', listLateMs, 0);
      if (when !== undefined) requireOneOf('when', when, ['before', 'after']);
      const operations = [on].flat();
      if (operations.length === 0) throw new TypeError('on names no operation; leave it out for every operation');
      for (const operation of operations) requireOneOf('on', operation, operationIds);
      // A late job has to be made.
      const moment = fault === 'late' ? 'after' : (when ?? 'before');
      waiting.push({ strike: { fault, when: moment, lateMs, listLateMs }, on: operations, left: times });
    },
    take(operation) {
      if (waiting.length === 0) return undefined;
      const next = waiting.find(({ on }) => on.includes(operation));
      if (!next) return undefined;
      next.left -= 1;
      if (next.left === 0) waiting = waiting.filter((entry) => entry !== next);
      return next.strike;
    },
    waiting: () => waiting,
    clear() {
      waiting = [];
    },
  };
}

function requireFault(fault: Fault): void {
  if (typeof fault === 'object' && fault !== null) {
    requireInteger('status', fault.status, 200, 599);
    for (const [name, value] of Object.entries(fault.headers ?? {})) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  } else {
    requireOneOf('fault', fault, faultNames);
  }
}
