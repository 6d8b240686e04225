import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { WatchedMock } from '../../../batch/test/crash/watched-mock.ts';
import type { Line } from '../../../batch/test/crash/worker-process.ts';
import { cleanEnvironment, endWithUs, programFile } from '../peer-programs.ts';

/** What a program took. */
export interface Taken {
  readonly lines: readonly Line[];
  /** Seconds of the virtual clock, from the first submission on. */
  readonly seconds: number;
  /** The most bytes that the process held. */
  readonly memory: number;
  /** Seconds of the processor. */
  readonly processor: number;
}

// Milliseconds that both clocks move on at a time: what a request takes at least.
const step = 100;
// What takes longer never ends.
const longest = 24 * 3_600_000;

/** Runs a program until it says that it is `done`, on one virtual clock with the mock. */
export async function runVirtually(program: string, options: object, mock: WatchedMock): Promise<Taken> {
  const start = mock.clock.now();
  const child = endWithUs(
    fork(program, [JSON.stringify(options)], {
      execArgv: ['--import', pathToFileURL(programFile('virtual-clock')).href],
      env: { ...cleanEnvironment(), VIRTUAL_NOW: String(start) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    }),
  );
  const exited = once(child, 'exit');
  let usage = { isBusy: false, memory: 0, processor: 0 };
  child.on('message', async (message) => {
    usage = message as typeof usage;
    if (usage.isBusy) await sleep(1);
    mock.clock.advance(step);
    if (mock.clock.now() - start > longest) child.kill('SIGKILL');
    // It may have ended meanwhile.
    child.send(step, () => {});
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-4_000);
  });
  const lines: Line[] = [];
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    lines.push(JSON.parse(line));
    if (lines.at(-1)?.type === 'done') break;
  }
  const end = mock.clock.now();
  child.kill('SIGKILL');
  await exited;
  if (lines.at(-1)?.type !== 'done')
    throw new Error(`${program} was not done after ${(end - start) / 1_000} s: ${errors}`);
  const { memory, processor } = usage;
  return { lines, seconds: (end - (mock.posts[0]?.at ?? end)) / 1_000, memory, processor };
}
