import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A line that a worker prints. */
export interface Line {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A worker in its own process. */
export interface WorkerProcess {
  readonly lines: readonly Line[];
  /** How it ended: undefined if it was killed, else what it wrote to stderr, which is empty if all went well. */
  readonly ended: Promise<string | undefined>;
  /** Sends SIGKILL. */
  kill(): void;
}

// Nothing stays behind if the test fails.
const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts a program with its options as JSON. */
export function startWorker(program: string, options: object, node: string = process.execPath): WorkerProcess {
  const child = spawn(node, [program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe'] });
  alive.add(child);
  const lines: Line[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line)));
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-4_000);
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    alive.delete(child);
    if (signal === 'SIGKILL') return undefined;
    return code === 0 ? '' : errors || `It ended with ${code ?? signal}`;
  });
  return { lines, ended, kill: () => void child.kill('SIGKILL') };
}
