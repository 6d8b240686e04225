import type { BatchItemStatus } from './item.ts';

const columns = [
  'key',
  'kind',
  'state',
  'request_id',
  'reference_id',
  'attempt',
  'sent_at',
  'processed_seconds',
  'outputs',
  'error',
] as const satisfies (keyof BatchItemStatus)[];

/** Items as CSV (RFC 4180), a line each. */
export async function* toCSV(items: AsyncIterable<BatchItemStatus>): AsyncGenerator<string, void, undefined> {
  yield `${columns.join(',')}\r\n`;
  for await (const item of items) {
    yield `${columns.map((column) => cell(column === 'outputs' ? item.outputs?.map(({ path }) => path).join(' ') : item[column])).join(',')}\r\n`;
  }
}

/** Items as a JSON array. */
export async function* toJSON(items: AsyncIterable<BatchItemStatus>): AsyncGenerator<string, void, undefined> {
  let separator = '[\n';
  for await (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = value instanceof Date ? value.toISOString() : String(value);
  // A spreadsheet would run what begins like a formula, and the API's words are not ours.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
