import { join } from 'node:path';
import type { BatchItem } from '@chamelaion/batch';
import type { Shape } from '@chamelaion/spec/operations';
import { fieldsOf, type JobKind, kindNames, kindOf, makesFolder, mediaOf } from '../job-kinds.ts';

/** All names that a column may have. */
export const columnNames: readonly string[] = [
  ...new Set([
    'key',
    'kind',
    'output',
    ...kindNames.flatMap((kind) => [...mediaOf(kind), ...Object.keys(fieldsOf(kind))]),
  ]),
].filter((name) => name !== 'reference_id');

/** The item that a row means; what is missing of kind and output follows from the rest. */
export function toItem(row: Readonly<Record<string, unknown>>, out: string): BatchItem {
  const kind = typeof row['kind'] === 'string' ? kindOf(row['kind']) : kindFor(row);
  if (!kind) throw new Error(`kind must be one of ${kindNames.join(', ')}`);
  if (makesFolder(kind) || row['output'] !== undefined) return { output: out, ...row, kind } as unknown as BatchItem;
  const key = String(row['key']);
  if (/^[. ]|[/\\:*?"<>|\p{Cc}]/u.test(key))
    throw new Error('no file can have this key for its name: add a column output');
  return { output: join(out, `${key}.mp4`), ...row, kind } as unknown as BatchItem;
}

/** The kind that has all its required fields in the row, and leaves none of the row's media over. */
function kindFor(row: object): JobKind | undefined {
  const fitting = kindNames.filter((kind) => {
    const required = Object.entries(fieldsOf(kind)).flatMap(([name, shape]) => (shape.required ? [name] : []));
    const names = [...mediaOf(kind), ...required];
    return names.every((name) => name in row);
  });
  if (fitting.length < 2) return fitting[0] ?? kindNames.find((kind) => mediaOf(kind).every((type) => type in row));
  throw new Error(`it may be ${fitting.join(' or ')}: add a column kind`);
}

/** What a cell of a CSV file means, by the contract's shape of its field; undefined if it is empty. */
export function readCell(name: string, text: string): unknown {
  if (text === '') return undefined;
  const shape: Shape | undefined = kindNames.map((kind) => fieldsOf(kind)[name]).find((found) => found);
  switch (shape?.type) {
    case 'boolean':
      if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
      throw new Error(`${name} must be true or false`);
    case 'array':
      return text.split(';').map((item) => item.trim());
    case 'object':
      try {
        return JSON.parse(text);
      } catch {
        throw new Error(`${name} must be JSON`);
      }
    default:
      return text;
  }
}
