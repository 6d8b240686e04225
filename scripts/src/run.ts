import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Runs a command and gives back what it printed; one that fails rejects with all of it. */
export async function run(cwd: string, file: string, ...args: string[]): Promise<string> {
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${code}:\n${out}${err}`);
  return out;
}
