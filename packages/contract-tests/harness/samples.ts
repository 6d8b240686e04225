import type { OperationId } from '@chamelaion/mock-server';
import { type Fields, inputs, type Kind, type Shape } from '@chamelaion/spec/operations';
import { exampleQuery, examplesOf } from './documented-answers.ts';

/** How long the mock's jobs take here. */
export const times = { queuedMs: 5_000, processingMs: 80_000 };
export const jobDuration = times.queuedMs + times.processingMs;

/** A valid input of an operation: the contract's example, or files and values that fit. */
export function sampleInput(operation: OperationId): unknown {
  const takes: { readonly body?: Fields; readonly path?: Fields; readonly query?: Fields } = inputs[operation];
  const { body, path } = takes;
  const [example] = examplesOf(operation);
  if (path) return example;
  if (!body) return takes.query && exampleQuery(operation);
  if (example) return example;
  const required = Object.entries(body).filter(([, shape]) => shape.required);
  return Object.fromEntries(required.map(([field, shape]) => [field, sampleValue(field, shape)]));
}

function sampleValue(field: string, { type }: Shape): unknown {
  if (type === 'file') return new File([field], `${field}.bin`);
  if (type === 'array') return ['de', 'fr'];
  throw new Error(`harness/samples.ts has no sample of the type ${type}`);
}

/** The kind of job that an operation belongs to. */
export function kindOf(operation: OperationId): Kind {
  return operation.split('.')[0] as Kind;
}
