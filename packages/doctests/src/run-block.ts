import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Chamelaion from '@chamelaion/client';
import { startMockServer } from '@chamelaion/mock-server';
import { transform } from 'esbuild';

/** How a block ended, and how many requests reached the mock server that it was pointed at. */
export interface Outcome {
  readonly exitCode: number | string | null;
  readonly output: string;
  readonly requests: number;
}

const media = fileURLToPath(new URL('../../demo/media/', import.meta.url));

/** Runs a block as a reader would: in a folder with a clip and a voice, with a key, and with a job that is there. */
export async function runBlock(path: string): Promise<Outcome> {
  const script = `${path}.mjs`;
  await writeFile(script, (await transform(await readFile(path, 'utf8'), { loader: 'ts' })).code);
  const mock = await startMockServer({ queuedMs: 0, processingMs: 0 });
  const cwd = await mkdtemp(join(tmpdir(), 'doctests-'));
  try {
    await cp(media, cwd, { recursive: true });
    const client = new Chamelaion({ apiKey: 'any', baseURL: mock.url });
    await client.lipsync.generate({
      inputs: [
        { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
        { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
      ],
      reference_id: 'dub-episode-42',
    });
    const before = mock.requests.length;
    const env = {
      PATH: process.env['PATH'],
      CHAMELAION_API_KEY: 'any',
      CHAMELAION_BASE_URL: mock.url,
      CHAMELAION_OWNER_SECRET: 'only for this test, and long enough',
    };
    return await new Promise((resolve) => {
      // An example that does not end by itself has forgotten something. A new store takes seconds, more beside other programs.
      execFile(process.execPath, [script], { cwd, env, timeout: 55_000 }, (error, stdout, stderr) => {
        const exitCode = error ? (error.code ?? error.signal ?? null) : 0;
        resolve({ exitCode, output: stdout + stderr, requests: mock.requests.length - before });
      });
    });
  } finally {
    await mock.close();
    await rm(cwd, { recursive: true });
  }
}
