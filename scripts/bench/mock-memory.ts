import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startMockServer } from '@chamelaion/mock-server';
import { measureThroughput } from './load.ts';

/** The heap in use, in MB, after each 10,000 of 50,000 jobs. */
export async function measureHeap(jobRequest: string): Promise<number[]> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const mock = await startMockServer({ rateLimit: 0, queuedMs: 0, processingMs: 0 });
  const heap: number[] = [];
  for (let step = 0; step < 5; step += 1) {
    await measureThroughput(mock.url, jobRequest, { count: 10_000 });
    collect();
    heap.push(process.memoryUsage().heapUsed / 1e6);
  }
  await mock.close();
  return heap;
}

/** Sends `bytes` as a form's video, and gives the milliseconds that it took. */
export function uploadVideo(url: string, bytes: number): Promise<number> {
  const from = performance.now();
  const part = (name: string): string =>
    `--XX\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\n\r\n`;
  const head = Buffer.from(part('video'));
  const tail = Buffer.from(`\r\n${part('audio')}sound\r\n--XX--\r\n`);
  const piece = Buffer.alloc(1_000_000, 'x');
  return new Promise((resolve, reject) => {
    const upload = request(`${url}/v1/lipsync/generate-with-media`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer any',
        'content-type': 'multipart/form-data; boundary=XX',
        'content-length': head.length + tail.length + bytes,
      },
    });
    upload.on('error', reject);
    upload.on('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`unexpected answer ${response.statusCode}`));
      response.resume().on('end', () => resolve(performance.now() - from));
    });
    upload.write(head);
    let left = bytes;
    const send = (): void => {
      while (left > 0) {
        left -= piece.length;
        if (!upload.write(piece)) return void upload.once('drain', send);
      }
      upload.end(tail);
    };
    send();
  });
}

/** The most memory a process ever held, in MB; undefined where the system does not tell. */
export async function peakMemory(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
}
