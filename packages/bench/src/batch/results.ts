import { mkdir, readFile, writeFile } from 'node:fs/promises';

/** A result, and on what Node its workers ran. */
export type Kept<T> = T & { readonly node: string };

// Beside the reports of tests, which are all files of `reports`.
const folder = new URL('../../reports/campaigns/', import.meta.url);
const file = new URL('batch.json', folder);

/** All that was measured in this checkout, by part and name: a run of two hours may be made in pieces. */
export async function readResults(): Promise<Record<string, Record<string, unknown>>> {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
}

/** Keeps one result in place of an older one of the same part and name. */
export async function keep(part: string, name: string, result: object, node: string): Promise<void> {
  const results = await readResults();
  results[part] = { ...results[part], [name]: { ...result, node } };
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify(results, undefined, 2));
}
