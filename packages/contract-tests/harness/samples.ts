import type { OperationId } from '@chamelaion/mock-server';
import { type Fields, inputs, type Kind } from '@chamelaion/spec/operations';
import { examplesOf } from './documented-answers.ts';

/** How long the mock's jobs take here. */
export const times = { queuedMs: 5_000, processingMs: 80_000 };
export const jobDuration = times.queuedMs + times.processingMs;

/** A valid input of an operation: the contract's example, or files and values that fit. */
export function sampleInput(operation: OperationId): unknown {
  const takes: { readonly body?: Fields; readonly path?: Fields; readonly query?: Fields } = inputs[operation];
  const { body, path } = takes;
  const [example] = examplesOf(operation);
  if (path) return example;
  if (!body) return takes.query && {};
  if (example) return example;
  const files = Object.keys(body).filter((field) => body[field]?.type === 'file');
  return Object.fromEntries(files.map((field) => [field, new File([field], `${field}.bin`)]));
}

/** The kind of job that an operation belongs to. */
export function kindOf(operation: OperationId): Kind {
  return operation.split('.')[0] as Kind;
}
