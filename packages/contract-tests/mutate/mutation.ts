import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One deliberate breakage. */
export interface Mutation {
  /** What it stands for, in one line. */
  readonly name: string;
  /** From the project's root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** The file as the mutation leaves it. Throws if its text is not there exactly once: it would prove nothing. */
export async function mutated(root: string, { name, file, find, replace }: Mutation): Promise<string> {
  const parts = (await readFile(join(root, file), 'utf8')).split(find);
  if (parts.length === 2) return parts.join(replace);
  const advice = 'mend or replace it in packages/contract-tests/mutate/mutations';
  throw new Error(`"${name}": its text stands ${parts.length - 1} times in ${file}, not once: ${advice}`);
}

/** Breaks a copy of the project. */
export async function applyMutation(root: string, mutation: Mutation): Promise<void> {
  await writeFile(join(root, mutation.file), await mutated(root, mutation));
}
