import { parse } from 'node:querystring';

/** Where a request goes. */
export interface RequestTarget {
  readonly path: string;
  /** If a parameter is given twice, the first value counts. */
  readonly query: Readonly<Record<string, string>>;
}

/** Takes apart what follows the method in a request. `URL` would do, but corrects paths and costs far more. */
export function readTarget(target: string): RequestTarget {
  const mark = target.indexOf('?');
  if (mark < 0) return { path: target, query: {} };
  const entries = Object.entries(parse(target.slice(mark + 1)));
  const first = entries.map(([name, value]) => [name, [value].flat()[0] ?? '']);
  return { path: target.slice(0, mark), query: Object.fromEntries(first) };
}
