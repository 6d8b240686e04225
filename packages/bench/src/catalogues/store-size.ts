import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BatchItem, openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';
import { bytesIn } from '../bytes-in.ts';

/** Lip-sync items that are not there to be read. */
export function* episodes(count: number): Generator<BatchItem> {
  for (let number = 0; number < count; number++) {
    const video = `https://cdn.example.com/episodes/${number}.mp4`;
    const audio = `https://cdn.example.com/dubs/${number}-japanese.wav`;
    yield { key: `episode-${number}`, kind: 'lipsync', video, audio, output: `out/${number}.mp4` };
  }
}

/** Adds so many items to a new folder, and says what they take: `pnpm bench store 1000000`. Nothing is sent. */
export async function measureStoreSize(items: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chamelaion-store-'));
  try {
    const batch = await openBatch({ client: new Chamelaion({ apiKey: 'none' }), store: folder });
    const empty = await bytesIn(folder);
    const added = performance.now();
    await batch.add(episodes(items));
    const seconds = (performance.now() - added) / 1_000;
    const times: number[] = [];
    for (let look = 0; look < 5; look++) {
      const start = performance.now();
      await batch.status();
      times.push(performance.now() - start);
    }
    const memory = process.memoryUsage.rss();
    await batch.close();
    const grown = (await bytesIn(folder)) - empty;
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
    return `${items.toLocaleString('en')} items: added in ${seconds.toFixed(0)} s, ${megabytes(grown)} MB more in the folder, status() ${Math.min(...times).toFixed(0)} ms, ${megabytes(memory)} MB of memory\n`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
