import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Command } from './runtimes.ts';

/** A process that runs, with whatever it started. */
export interface Child {
  /** What it printed, once it has ended; rejects if it could not be started. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
  kill(): void;
}

const running = new Set<ChildProcess>();

/** Starts a process that does not outlive this one, and knows neither keys nor proxies but those in `extra`. */
export function start([file, ...args]: Command, cwd: string, extra: Record<string, string> = {}): Child {
  const env = Object.entries(process.env).filter(([name]) => !/^CHAMELAION_|_proxy$/i.test(name));
  const child = spawn(file, args, {
    cwd,
    // A separate group, so that its children end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(env), DO_NOT_TRACK: '1', DENO_NO_UPDATE_CHECK: '1', ...extra },
  });
  running.add(child);
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return {
    ended: ended.then(([[code], out, err]) => ({ code, output: out + err })).finally(() => running.delete(child)),
    kill: () => killGroup(child),
  };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

process.on('exit', () => running.forEach(killGroup));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
