import { type Operation, operationTargets } from './operations.ts';
import { Refusal } from './refusal.ts';

/** What is asked for. */
export interface Route {
  readonly operation: Operation;
  /** What stands for `{id}` in the path, decoded; empty elsewhere. */
  readonly id: string;
}

/** Finds the operation behind a method and a path, among those that are allowed. */
export function findRoute(
  method: string,
  path: string,
  basePath: string,
  allowed: ReadonlySet<Operation>,
): Route {
  const route = path.startsWith(`${basePath}/`) ? match(path.slice(basePath.length)) : undefined;
  if (!route || !allowed.has(route.operation)) throw new Refusal(404, 'not found');
  const wanted = operationTargets[route.operation].method;
  if (method !== wanted) throw new Refusal(405, 'method not allowed', { allow: wanted });
  return route;
}

function match(path: string): Route | undefined {
  for (const [operation, target] of Object.entries(operationTargets) as [Operation, { path: string }][]) {
    if (path === target.path && operation !== 'lipsync.requests.retrieve') return { operation, id: '' };
  }
  const { path: folder } = operationTargets['lipsync.requests.retrieve'];
  const id = path.startsWith(folder) ? decode(path.slice(folder.length)) : '';
  return id === '' ? undefined : { operation: 'lipsync.requests.retrieve', id };
}

/** One segment of a path, or nothing where it is more than that or cannot be read. */
function decode(segment: string): string {
  try {
    return segment.includes('/') ? '' : decodeURIComponent(segment);
  } catch {
    return '';
  }
}
