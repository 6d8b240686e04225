import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type Chamelaion from '@chamelaion/client';
import { callerFolder } from './caller-folder.ts';
import { showProgress } from './progress.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));

/** Follows a job that `submit` starts, downloads its video, and prints `completed <request id> -> <file>`. */
export async function runJob(
  client: Chamelaion,
  submit: () => Promise<{ request_id: string }>,
  signal: AbortSignal,
): Promise<void> {
  const progress = showProgress('submitting');
  try {
    const { request_id } = await submit();
    const request = await client.lipsync.requests.waitFor(request_id, {
      signal,
      onStatus: ({ phase }) => progress.enter(phase),
    });
    progress.enter('downloading');
    const file = await download(request.output_url, `${output}${request_id}.mp4`, signal);
    progress.stop();
    console.log(`completed ${request_id} -> ${relative(callerFolder, file)}`);
  } finally {
    progress.stop();
  }
}

/** A file that was cut off never takes the final name. */
async function download(url: string, file: string, signal: AbortSignal): Promise<string> {
  await mkdir(output, { recursive: true });
  const partial = `${file}.part`;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || !response.body) throw new Error(`GET ${url}: ${response.status}`);
    await pipeline(response.body, createWriteStream(partial), { signal });
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
  return file;
}
