import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = new URL('../peers/', import.meta.url);
const dist = new URL('dist/', folder);

/** The folder in which the peers are installed. */
export const peersFolder: string = fileURLToPath(folder);

/** Writes the programs of `peers/` as JavaScript, so that bare Node runs them. */
export async function buildPrograms(): Promise<void> {
  await build({
    entryPoints: [`${peersFolder}*.ts`, `${peersFolder}clients/*.ts`],
    outbase: peersFolder,
    outdir: fileURLToPath(dist),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
}

/** The file of a program: `run`, or a client's. */
export const programFile = (name: string): string => fileURLToPath(new URL(`${name}.js`, dist));

/** The environment without keys and proxies. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const env = Object.entries(process.env).filter(([key]) => !/_KEY$|_TOKEN$|_proxy$|^CHAMELAION_/i.test(key));
  return { ...Object.fromEntries(env), DO_NOT_TRACK: '1' };
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Ends a process with this one, if it has not ended before: nothing stays behind when the bench fails. */
export function endWithUs<Child extends ChildProcess>(child: Child): Child {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Measures in a separate process; gives what peers/run.ts printed. */
export async function runProgram(role: string, ...args: readonly string[]): Promise<string> {
  const child = endWithUs(
    spawn(process.execPath, [programFile('run'), role, ...args], {
      cwd: peersFolder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: cleanEnvironment(),
    }),
  );
  const [[code], output] = await Promise.all([once(child, 'close'), text(child.stdout)]);
  if (code !== 0) throw new Error(`${role} ${args.join(' ')}: exit code ${code}`);
  return output;
}
