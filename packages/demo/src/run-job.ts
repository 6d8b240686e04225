import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Chamelaion from '@chamelaion/client';
import { download } from '@chamelaion/client/node';
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
  const follow = async (): Promise<string> => {
    const { request_id } = await submit();
    const request = await client.lipsync.requests.waitFor(request_id, {
      signal,
      onStatus: ({ phase }) => progress.enter(phase),
    });
    progress.enter('downloading');
    await mkdir(output, { recursive: true });
    const file = await download(request, `${output}${request_id}.mp4`, { client, signal });
    return `completed ${request_id} -> ${relative(callerFolder, file)}`;
  };
  console.log(await follow().finally(() => progress.stop()));
}
