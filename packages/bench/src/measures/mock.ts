import { interleave, ratios, type Samples, spread } from '../interleave.ts';
import type { Section } from '../section.ts';
import { measureThroughput } from '../servers/load.ts';
import { mockServers, startServer } from '../servers/mock-servers.ts';
import { measureHeap } from './heap.ts';
import { peakMemory, uploadVideo } from './upload-video.ts';

const body = JSON.stringify({
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
});
const get = (base: string): string => `GET ${base}/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
const post = (base: string): string =>
  `POST ${base}/v1/lipsync/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer any\r\n` +
  `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** The mock beside other mocks of the same document. */
export async function measureMock(rounds: number, ms: number): Promise<Section> {
  const rates: Record<'get' | 'post', Record<string, number[]>> = { get: {}, post: {} };
  const measure = (name: string, server: (typeof mockServers)[string]) => async () => {
    const { url, ms: ready, stop } = await startServer(server);
    for (const [kind, request] of Object.entries({ get, post }) as ['get' | 'post', typeof get][]) {
      const text = request(new URL(url).pathname.replace(/\/$/, ''));
      // Warm first.
      await measureThroughput(url, text, { ms: ms / 4 });
      rates[kind][name] ??= [];
      rates[kind][name].push(await measureThroughput(url, text, { ms }));
    }
    await stop();
    return ready;
  };
  const servers = Object.entries(mockServers);
  const starts = await interleave(
    rounds,
    Object.fromEntries(servers.map(([name, server]) => [name, measure(name, server)])),
  );
  const cell = (samples: Samples, name: string) => spread(ratios(samples, 'prism')[name]);
  const rows: string[][] = [];
  for (const [name, server] of servers) {
    const uploads = name === 'bare' ? ['', ''] : [await upload(server, 9_000_000), await upload(server, 100_000_000)];
    const speeds = [cell(starts, name), cell(rates.get, name), cell(rates.post, name)];
    rows.push([server.label, ...speeds, ...uploads]);
  }
  const heap = await measureHeap(post('/api'));
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

async function upload(server: (typeof mockServers)[string], bytes: number): Promise<string> {
  const { url, pid, stop } = await startServer(server);
  const taken = await uploadVideo(url, bytes);
  const peak = await peakMemory(pid);
  await stop();
  return taken ? `${peak?.toFixed(0) ?? '?'} MB` : 'refused';
}
