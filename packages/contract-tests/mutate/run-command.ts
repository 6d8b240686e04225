import { start } from '../runtimes/driver/child.ts';
import type { Command } from '../runtimes/driver/runtimes.ts';

/** Milliseconds; far above what anything here takes. */
const longest = 240_000;

/** What is wrong with a command's end; undefined if nothing is. */
export interface Failure {
  /** All that it printed. */
  readonly output: string;
  /** It had to be stopped. */
  readonly hung: boolean;
}

/** Runs a command to its end, which a mutant may never reach. */
export async function runCommand(command: Command, cwd: string): Promise<Failure | undefined> {
  const child = start(command, cwd);
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    child.kill();
  }, longest);
  const { code, output } = await child.ended;
  clearTimeout(timer);
  if (hung) return { output: `it did not end in ${longest / 1_000} s`, hung };
  return code === 0 ? undefined : { output: output.trim() || `it ended with ${code}`, hung };
}
