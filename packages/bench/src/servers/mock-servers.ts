import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, endWithUs, peersFolder, programFile } from '../peer-programs.ts';
import { freePort } from './free-port.ts';

/** A server that runs in a separate process. */
interface RunningServer {
  readonly url: string;
  /** Milliseconds from its start to its first answer. */
  readonly ms: number;
  readonly pid: number;
  stop(): Promise<void>;
}

interface MockServer {
  readonly label: string;
  readonly args: (port: string) => readonly string[];
  /** Where its API begins. */
  readonly base?: string;
}

const require = createRequire(import.meta.url);
const document = require.resolve('@chamelaion/spec');
const prism = () => createRequire(peersFolder).resolve('@stoplight/prism-cli');
const mock = fileURLToPath(new URL('../../../mock-server/bin/chamelaion-mock.js', import.meta.url));

const bare = (port: string) => `require('node:http').createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-length': 15 }).end('{"status":"ok"}'));
}).listen(${port}, '127.0.0.1')`;

/** The mock, its peers, and a server that does nothing. */
export const mockServers: Readonly<Record<string, MockServer>> = {
  mock: {
    label: '@chamelaion/mock-server',
    args: (port) => [mock, '--port', port, '--rate-limit', '0'],
    base: '/api',
  },
  prism: {
    label: 'Prism CLI',
    args: (port) => [prism(), 'mock', document, '--port', port, '--host', '127.0.0.1'],
  },
  scalar: { label: '@scalar/mock-server', args: (port) => [programFile('run'), 'scalar', document, port] },
  bare: { label: 'bare node:http', args: (port) => ['-e', bare(port)] },
};

/** Starts one and waits until it answers. */
export async function startServer(name: string): Promise<RunningServer> {
  const { args, base = '' } = mockServers[name] as MockServer;
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}${base}`;
  const start = performance.now();
  const child = endWithUs(spawn(process.execPath, args(port), { stdio: 'ignore', env: cleanEnvironment() }));
  while (!(await fetch(`${url}/health`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`${args(port).join(' ')} ended with ${child.exitCode}`);
    await sleep(5);
  }
  return {
    url,
    ms: performance.now() - start,
    pid: child.pid ?? 0,
    async stop() {
      const exited = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGKILL')) await exited;
    },
  };
}
