import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MockServer } from '@chamelaion/mock-server';
import { start } from '../../runtimes/driver/child.ts';
import type { Consumer } from './consumers.ts';

const apps = fileURLToPath(new URL('../apps/', import.meta.url));

/** Milliseconds; far above what any takes. */
const longestCommand = 120_000;

/** What came of one consumer. */
export interface Row {
  readonly name: string;
  readonly outcome: 'ok' | 'FAILED' | 'skipped';
  readonly seconds: number;
  /** What went wrong. */
  readonly complaint?: string | undefined;
}

/** Copies the consumer's app beside the installed packages, runs it, and asks the mock whether its job was done. */
export async function runConsumer(
  { name, app, commands, linuxOnly }: Consumer,
  packages: string,
  mock: MockServer,
): Promise<Row> {
  if (linuxOnly && (process.platform !== 'linux' || process.arch !== 'x64'))
    return { name, outcome: 'skipped', seconds: 0 };
  const begin = performance.now();
  const reference = name.replace(/\W+/g, '-');
  const folder = join(packages, reference);
  await cp(join(apps, app), folder, { recursive: true });
  await cp(join(apps, 'job.js'), join(folder, 'job.js'));
  const complaint =
    (await firstFailure(commands, folder, {
      CHAMELAION_BASE_URL: mock.url,
      CHAMELAION_API_KEY: 'any',
      REFERENCE: reference,
      NEXT_TELEMETRY_DISABLED: '1',
    })) ?? (await missingJob(mock.url, reference));
  const seconds = (performance.now() - begin) / 1_000;
  return { name, outcome: complaint ? 'FAILED' : 'ok', seconds, complaint };
}

async function firstFailure(
  commands: Consumer['commands'],
  folder: string,
  env: Record<string, string>,
): Promise<string | undefined> {
  for (const command of commands) {
    const child = start(command, folder, env);
    const timer = setTimeout(child.kill, longestCommand);
    const { code, output } = await child.ended;
    clearTimeout(timer);
    if (code !== 0) return `${command.join(' ')}\nended with ${code}:\n${output.slice(0, 4_000)}`;
  }
  return undefined;
}

/** A consumer that did nothing also ends well: the mock must have done exactly one job for it. */
async function missingJob(baseURL: string, reference: string): Promise<string | undefined> {
  const answer = await fetch(`${baseURL}/v1/lipsync/requests?reference_id=${reference}`, {
    headers: { 'x-api-key': 'any' },
  });
  const { data } = (await answer.json()) as { data: { status: string }[] };
  const states = data.map(({ status }) => status).join();
  return states === 'completed' ? undefined : `the mock should have one completed job of it, and has: ${states}`;
}
