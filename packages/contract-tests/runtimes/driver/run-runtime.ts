import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseResult } from '../entries/protocol.ts';
import { bundles } from './bundle.ts';
import { start } from './child.ts';
import { openStage } from './open-stage.ts';
import type { Runtime } from './runtimes.ts';
import { newFolder } from './scratch.ts';
import { serveStage } from './serve-stage.ts';

/** What came of all cases on one runtime. */
export interface Column {
  readonly name: string;
  /** Undefined if the runtime cannot be had on this machine. */
  readonly version: string | undefined;
  readonly results: readonly CaseResult[];
}

/** Far above what all cases take together. */
const longestRun = 90_000;
const longestFarewell = 5_000;

/** The last of all cases: neither timers nor connections of the client keep a program alive. */
export const farewell = 'a program ends once its calls have ended';

/** Runs all cases on one runtime, in a separate process. */
export async function runRuntime(runtime: Runtime): Promise<Column> {
  const { name, endsByItself } = runtime;
  const folder = newFolder();
  const stage = await openStage();
  const served = await serveStage(stage, new URL('page.js', bundles));
  try {
    const version = await versionOf(runtime, folder);
    if (version === undefined) return { name, version, results: [] };
    const child = start(await runtime.start(served.origin, folder), folder);
    const over = sleep(longestRun, 'over', { ref: false });
    const end = await Promise.race([served.done, child.ended, over]);
    const results = [...served.results];
    if (end) {
      const how = end === 'over' ? `was not done in ${longestRun} ms` : 'ended too soon';
      child.kill();
      const error = `${name} ${how}: ${(await child.ended).output.slice(-2_000)}`;
      return { name, version, results: [...results, { name: farewell, outcome: 'failed', error }] };
    }
    if (!endsByItself) results.push({ name: farewell, outcome: 'does not apply' });
    else {
      const left = await Promise.race([child.ended, sleep(longestFarewell, undefined, { ref: false })]);
      if (left?.code === 0) results.push({ name: farewell, outcome: 'passed' });
      else results.push({ name: farewell, outcome: 'failed', error: left ? left.output : 'it goes on' });
    }
    child.kill();
    await child.ended;
    return { name, version, results };
  } finally {
    served.close();
    await stage.close();
  }
}

/** Undefined if it is not there, which only other systems may miss. */
async function versionOf(runtime: Runtime, folder: string): Promise<string | undefined> {
  try {
    const { code, output } = await start(await runtime.version(), folder).ended;
    const version = /\d+(?:[.-]\d+)+/.exec(output)?.[0];
    if (code !== 0 || !version) throw new Error(`${runtime.name} does not tell its version: ${output}`);
    return version;
  } catch (error) {
    if (process.platform === 'linux' && process.arch === 'x64') throw error;
    return undefined;
  }
}
