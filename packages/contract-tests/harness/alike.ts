import { isDeepStrictEqual } from 'node:util';

/** Whether a body says what an example says: ids, times, URLs and the order of lists are of the moment. */
export function alike(example: unknown, body: unknown): boolean {
  return isDeepStrictEqual(timeless(example), timeless(body));
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function timeless(value: unknown): unknown {
  if (typeof value === 'string') {
    if (uuid.test(value)) return 'uuid';
    if (dateTime.test(value)) return 'date-time';
    return /^https?:/.test(value) ? 'uri' : value;
  }
  if (Array.isArray(value)) return value.map(timeless).map(sorted).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, timeless(part)]));
}

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
