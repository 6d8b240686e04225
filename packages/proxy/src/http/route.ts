import type { OperationId } from '@chamelaion/spec/operations';
import { allOperations, type Operation } from './operations.ts';
import { Refusal } from './refusal.ts';

/** What is asked for. */
export interface Route {
  readonly operation: Operation;
  /** What stands for `{id}` in the path, decoded; empty elsewhere. */
  readonly id: string;
}

/** Finds the operation behind a method and a path, among those that are allowed. */
export function findRoute(method: string, path: string, basePath: string, allowed: ReadonlySet<OperationId>): Route {
  const route = path.startsWith(`${basePath}/`) ? match(path.slice(basePath.length)) : undefined;
  if (!route || !allowed.has(route.operation.id)) throw new Refusal(404, 'not found');
  const wanted = route.operation.method;
  if (method !== wanted) throw new Refusal(405, 'method not allowed', { allow: wanted });
  return route;
}

function match(path: string): Route | undefined {
  const exact = allOperations.find((operation) => operation.path === path);
  if (exact) return { operation: exact, id: '' };
  for (const operation of allOperations) {
    const [folder = '', rest] = operation.path.split(/\{\w+\}/);
    const id = rest === '' && path.startsWith(folder) ? decode(path.slice(folder.length)) : '';
    if (id) return { operation, id };
  }
  return undefined;
}

/** One segment of a path, or nothing if it is more than that or cannot be read. */
function decode(segment: string): string {
  try {
    return segment.includes('/') ? '' : decodeURIComponent(segment);
  } catch {
    return '';
  }
}
