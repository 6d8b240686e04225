import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  const folder = await mkdtemp(join(tmpdir(), 'doctests-'));
  try {
    await cp(media, folder, { recursive: true });
    await submitJob(mock.url, 'dub-episode-42');
    const before = mock.requests.length;
    const env = {
      PATH: process.env['PATH'],
      CHAMELAION_API_KEY: 'any',
      CHAMELAION_BASE_URL: mock.url,
      CHAMELAION_OWNER_SECRET: 'only for this test, and long enough',
    };
    const ended = await run(script, folder, env);
    return { ...ended, requests: mock.requests.length - before };
  } finally {
    await mock.close();
    await rm(folder, { recursive: true });
  }
}

async function submitJob(baseURL: string, reference_id: string): Promise<void> {
  const inputs = [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ];
  const headers = { 'x-api-key': 'any', 'content-type': 'application/json' };
  const body = JSON.stringify({ inputs, reference_id });
  const answer = await fetch(`${baseURL}/v1/lipsync/generate`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
}

function run(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Omit<Outcome, 'requests'>> {
  return new Promise((resolve) => {
    // An example that does not end by itself has forgotten something. A new store takes seconds, more beside other programs.
    execFile(process.execPath, [script], { cwd, env, timeout: 55_000 }, (error, stdout, stderr) =>
      resolve({ exitCode: error ? (error.code ?? error.signal ?? null) : 0, output: stdout + stderr }),
    );
  });
}
