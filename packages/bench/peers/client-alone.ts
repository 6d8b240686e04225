import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Chamelaion from '@chamelaion/client';
import { download } from '@chamelaion/client/node';

// All jobs of a catalogue at once, each submitted, followed and downloaded by the client.
const { url, directory, catalogue } = JSON.parse(process.argv[2] ?? '');
const items: { key: string; video: string; audio: string }[] = JSON.parse(await readFile(catalogue, 'utf8'));
const client = new Chamelaion({ baseURL: url, apiKey: 'key', logLevel: 'off' });
await Promise.all(
  items.map(async ({ key, video, audio }) => {
    const job = await client.lipsync.run({
      inputs: [
        { type: 'video', url: video },
        { type: 'audio', url: audio },
      ],
    });
    await download(job, join(directory, `${key}.mp4`));
  }),
);
process.stdout.write('{"type":"done"}\n');
