// What a large upload from disk and a large download to it cost in memory and time: node bench/memory.js [gigabytes]
import { fork } from 'node:child_process';
import { mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import Chamelaion from '@chamelaion/client';
import { download, fromPath } from '@chamelaion/client/node';

const [role = 'all', ...given] = process.argv.slice(2);
const audio = new File(['RIFF'], 'voice.wav');

/** The other side, in a separate process: takes what is posted, gives zeros for what is got. */
function serve(bytes) {
  const zeros = Buffer.alloc(65_536);
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      request.resume().on('end', () => response.end('{"status":"success","request_id":"job-1"}'));
      return;
    }
    response.writeHead(200, { 'content-length': bytes });
    Readable.from(
      (function* () {
        for (let left = bytes; left > 0; left -= zeros.length) yield zeros.subarray(0, Math.min(left, zeros.length));
      })(),
    ).pipe(response);
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

async function upload(baseURL, path) {
  const client = new Chamelaion({ apiKey: 'key', baseURL });
  // A small one first: loading fetch is not the file's cost.
  await client.lipsync.generateWithMedia({ video: audio, audio });
  await measured('upload', path, async () => client.lipsync.generateWithMedia({ video: await fromPath(path), audio }));
}

async function fetchFile(baseURL, path) {
  await new Chamelaion({ apiKey: 'key', baseURL }).lipsync.generateWithMedia({ video: audio, audio });
  await measured('download', path, () => download({ id: 'job-1', output_url: `${baseURL}/film.mp4` }, path));
}

async function measured(name, path, work) {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1_000;
  const { size } = await stat(path);
  const extra = process.resourceUsage().maxRSS * 1_024 - before;
  const line = `${name} of ${Math.round(size / 1e6)} MB: ${Math.round(extra / 1e6)} MB of extra memory at the peak, ${seconds.toFixed(1)} s`;
  process.stdout.write(`${line}\n`);
}

async function all(gigabytes) {
  const self = fileURLToPath(import.meta.url);
  const folder = await mkdtemp(join(tmpdir(), 'memory-'));
  const server = fork(self, ['serve', String(gigabytes * 2 ** 30)]);
  try {
    const port = await new Promise((resolve) => server.once('message', resolve));
    const source = join(folder, 'clip.mp4');
    await writeFile(source, '');
    await truncate(source, gigabytes * 2 ** 30);
    for (const [part, path] of [
      ['upload', source],
      ['download', join(folder, 'out.mp4')],
    ]) {
      const child = fork(self, [part, `http://127.0.0.1:${port}`, path]);
      await new Promise((resolve) => child.once('exit', resolve));
    }
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

if (role === 'serve') serve(Number(given[0]));
else if (role === 'upload') await upload(...given);
else if (role === 'download') await fetchFile(...given);
else await all(Number(role) || 1);
