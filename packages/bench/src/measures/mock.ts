import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startMockServer } from '@chamelaion/mock-server';
import { interleave, ratios, type Samples, spread } from '../interleave.ts';
import type { Section } from '../section.ts';
import { measureThroughput } from '../servers/load.ts';
import { mockServers, startServer } from '../servers/mock-servers.ts';

const body = JSON.stringify({
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
});
const requests = {
  get: (base: string) => `GET ${base}/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  post: (base: string) =>
    `POST ${base}/v1/lipsync/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer any\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
};

/** The mock beside other mocks of the same document. */
export async function measureMock(rounds: number, ms: number): Promise<Section> {
  const rates: Record<'get' | 'post', Record<string, number[]>> = { get: {}, post: {} };
  const starts = await interleave(rounds, Object.keys(mockServers), async (name) => {
    const { url, ms: ready, stop } = await startServer(name);
    for (const kind of ['get', 'post'] as const) {
      const text = requests[kind](new URL(url).pathname.replace(/\/$/, ''));
      // Warm first.
      await measureThroughput(url, text, { ms: ms / 4 });
      rates[kind][name] ??= [];
      rates[kind][name].push(await measureThroughput(url, text, { ms }));
    }
    await stop();
    return ready;
  });
  const cell = (samples: Samples, name: string) => spread(ratios(samples, 'prism')[name]);
  const rows: string[][] = [];
  for (const [name, { label }] of Object.entries(mockServers)) {
    const uploads = name === 'bare' ? ['', ''] : [await upload(name, 9_000_000), await upload(name, 100_000_000)];
    rows.push([label, cell(starts, name), cell(rates.get, name), cell(rates.post, name), ...uploads]);
  }
  const heap = await measureHeap();
  return {
    title: 'The mock server',
    text: `Mocks of the same OpenAPI document as commands, times stock Prism: how long until the first answer (less is
better), and answers a second on ten connections (more is better). Then the most memory that the process ever held, once
it has taken an upload. Prism and Scalar keep no jobs and answer with examples, which is less work than making a job.
Ours after 10,000, 20,000 ... 50,000 jobs: ${heap.map((megabytes) => megabytes.toFixed(1)).join(', ')} MB of heap.`,
    header: ['', 'time to start', 'GET /health', 'POST generate', 'memory, 9 MB', 'memory, 100 MB'],
    rows,
  };
}

/** The most memory that a server ever held, once it has taken a form with so many bytes of video. */
async function upload(name: string, bytes: number): Promise<string> {
  const { url, pid, stop } = await startServer(name);
  const form = new FormData();
  form.append('video', new File([Buffer.alloc(bytes, 'x')], 'clip.mp4', { type: 'video/mp4' }));
  form.append('audio', new File(['sound'], 'voice.wav', { type: 'audio/wav' }));
  const init = { method: 'POST', headers: { authorization: 'Bearer any' }, body: form };
  // A server that refuses may hang up before it has read all.
  const answer = await fetch(`${url}/v1/lipsync/generate-with-media`, init).catch(() => undefined);
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  await stop();
  if (answer?.status !== 200) return 'refused';
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  // Not every system says it.
  return kilobytes ? `${(Number(kilobytes) / 1_000).toFixed(0)} MB` : '? MB';
}

/** The mock's heap in use, in MB, after each 10,000 of 50,000 jobs. */
async function measureHeap(): Promise<number[]> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const mock = await startMockServer({ rateLimit: 0, queuedMs: 0, processingMs: 0 });
  collect();
  const before = process.memoryUsage().heapUsed;
  const heap: number[] = [];
  for (let step = 0; step < 5; step++) {
    await measureThroughput(mock.url, requests.post('/api'), { count: 10_000 });
    collect();
    heap.push((process.memoryUsage().heapUsed - before) / 1e6);
  }
  await mock.close();
  return heap;
}
