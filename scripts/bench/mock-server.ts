import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { measureThroughput } from './load.ts';
import { measureHeap, peakMemory, uploadVideo } from './mock-memory.ts';

/** Compares the mock's command with stock Prism's and with a bare node:http server, in turns, on this machine. */

const require = createRequire(import.meta.url);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const seconds = Number(process.argv[2] ?? 4);
const rounds = Number(process.argv[3] ?? 5);

const bare = `require('node:http').createServer((q, s) => {
  q.resume().on('end', () => s.writeHead(200, { 'content-length': 15 }).end('{"status":"ok"}'));
}).listen(4103, '127.0.0.1')`;

const servers = {
  mock: {
    args: [here('../../packages/mock-server/bin/chamelaion-mock.js'), '--port', '4101', '--rate-limit', '0'],
    url: 'http://127.0.0.1:4101/api',
  },
  prism: {
    args: [
      require.resolve('@stoplight/prism-cli'),
      'mock',
      require.resolve('@chamelaion/spec'),
      '--port',
      '4102',
      '--host',
      '127.0.0.1',
    ],
    url: 'http://127.0.0.1:4102',
  },
  bare: { args: ['-e', bare], url: 'http://127.0.0.1:4103' },
};
type Name = keyof typeof servers;
const names = Object.keys(servers) as Name[];

const body = JSON.stringify({
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
});
const requests = {
  'GET /health': (base: string) => `GET ${base}/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  'POST generate': (base: string) =>
    `POST ${base}/v1/lipsync/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer any\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
};

// Nothing stays behind when the bench fails.
let running: ChildProcess | undefined;
process.once('exit', () => running?.kill('SIGKILL'));

async function start(name: Name): Promise<{ child: ChildProcess; ms: number }> {
  const { args, url } = servers[name];
  const from = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  running = child;
  while (!(await isReady(`${url}/health`))) await new Promise((resolve) => setTimeout(resolve, 5));
  return { child, ms: performance.now() - from };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const starts: Record<Name, number[]> = { mock: [], prism: [], bare: [] };
const rates: Record<string, Record<Name, number[]>> = {};
for (let round = 0; round < rounds; round += 1) {
  for (const name of names) {
    const { child, ms } = await start(name);
    starts[name].push(ms);
    const { url } = servers[name];
    for (const [label, request] of Object.entries(requests)) {
      const text = request(new URL(url).pathname.replace(/\/$/, ''));
      await measureThroughput(url, text, { ms: 1000 });
      rates[label] ??= { mock: [], prism: [], bare: [] };
      rates[label][name].push(await measureThroughput(url, text, { ms: seconds * 1000 }));
    }
    await stop(child);
  }
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const startOf = (name: Name): number => median(starts[name]);
print(`node ${process.version}, medians of ${rounds} rounds`);
print(
  `ready to answer: mock ${startOf('mock').toFixed(0)} ms, prism ${startOf('prism').toFixed(0)} ms, bare ${startOf('bare').toFixed(0)} ms`,
);
print(`  mock / prism = ${(startOf('mock') / startOf('prism')).toFixed(2)}`);
for (const [label, byName] of Object.entries(rates)) {
  const [mock, prism, plain] = names.map((name) => median(byName[name])) as [number, number, number];
  print(`${label}: mock ${mock.toFixed(0)}/s, prism ${prism.toFixed(0)}/s, bare ${plain.toFixed(0)}/s`);
  print(`  mock / prism = ${(mock / prism).toFixed(2)}, mock / bare = ${(mock / plain).toFixed(2)}`);
}

const { child } = await start('mock');
const uploadMs = await uploadVideo(servers.mock.url, 100_000_000);
const peak = await peakMemory(child.pid ?? 0);
await stop(child);
print(`upload of 100 MB: ${uploadMs.toFixed(0)} ms, peak memory of the mock ${peak?.toFixed(0) ?? '?'} MB`);

const heap = await measureHeap(requests['POST generate']('/api'));
print(`heap after 10,000 to 50,000 jobs: ${heap.map((megabytes) => megabytes.toFixed(1)).join(', ')} MB`);
