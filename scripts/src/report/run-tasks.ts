import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { projectRoot, workspaceFolders } from '../workspace.ts';
import { readReport, type Totals } from './read-totals.ts';
import { createTaskOutput } from './task-output.ts';

// Runs turbo, which prints nothing if all is well but a line for each package that was tested, and the sums.
const [task = '', ...options] = process.argv.slice(2);
const start = performance.now();
const sums: Totals = { passed: 0, failed: 0, skipped: 0 };
const reports: Promise<void>[] = [];
const output = createTaskOutput((name, isCached) => reports.push(printReport(name, isCached)));

const child = spawn('turbo', ['run', task, '--json', ...options], {
  cwd: projectRoot,
  env: { ...process.env, DO_NOT_TRACK: '1' },
  stdio: ['ignore', 'pipe', 'inherit'],
  shell: process.platform === 'win32',
});
// Ctrl-C reaches turbo as well, which then ends its tasks.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill());
// The first build takes a while, and a person should know.
const isTerminal = process.stderr.isTTY && task === 'build';
if (isTerminal) process.stderr.write('building...');
createInterface(child.stdout).on('line', output.take);
const [code] = await once(child, 'close');
if (isTerminal) process.stderr.write('\r\u001b[K');

await Promise.all(reports);
if (code !== 0) console.log(`\n${output.failures()}\n`);
if (reports.length > 0) console.log(`\n${describe(sums)} in ${secondsSince(start)} s`);
process.exitCode = code ?? 130;

async function printReport(name: string, isCached: boolean): Promise<void> {
  const totals = await readReport(new URL('reports/test.json', await folderOf(name)));
  for (const key of ['passed', 'failed', 'skipped'] as const) sums[key] += totals[key];
  const short = name.replace('@chamelaion/', '').padEnd(16);
  console.log(`${totals.failed > 0 ? '✗' : '✓'} ${short} ${describe(totals)}${isCached ? ', cached' : ''}`);
}

async function folderOf(name: string): Promise<URL> {
  for (const folder of await workspaceFolders()) {
    if (JSON.parse(await readFile(new URL('package.json', folder), 'utf8')).name === name) return folder;
  }
  throw new Error(`${name} is no package of ${fileURLToPath(projectRoot)}`);
}

function describe({ passed, failed, skipped }: Totals): string {
  const parts = [[passed, 'passed'] as const, [failed, 'failed'] as const, [skipped, 'skipped'] as const];
  const told = parts.filter(([count, word]) => count > 0 || word === 'passed');
  return told.map(([count, word]) => `${count.toLocaleString('en')} ${word}`).join(', ');
}

function secondsSince(then: number): number {
  return Math.round((performance.now() - then) / 1_000);
}
