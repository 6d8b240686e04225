import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  APIUserAbortError,
  type CompletedLipsyncRequest,
  type CompletedVideoTranslateRequest,
} from '@chamelaion/client';
import { download, downloadOutputs } from '@chamelaion/client/node';
import { filesOf, hasOutputs } from '../check-item.ts';
import type { OutputFile } from '../item.ts';
import type { Item } from '../store/items.ts';
import { targetOf } from '../target-of.ts';
import { pause, resumed, type Worker } from './worker.ts';

/** So many tries take some minutes; the job is paid for either way. */
const mostTries = 8;

/** Downloads the result of one item; throws if it is to be tried again later. */
export async function fetchOutputs(worker: Worker, key: string, tries: number, signal: AbortSignal): Promise<void> {
  const { items, directory, tell } = worker;
  const item = await items.get(key);
  if (item?.state !== 'completed') return;
  try {
    const outputs: OutputFile[] = [];
    for (const path of await downloadAll(worker, item, signal)) outputs.push(await describe(path, directory));
    if (await items.move(item, ['completed'], 'downloaded', { outputs, error: null })) {
      tell({ type: 'downloaded', key, outputs });
    }
  } catch (error) {
    if (error instanceof APIUserAbortError || signal.aborted) throw error;
    const { message } = error as Error;
    if (isDiskFull(error)) {
      await pause(worker, `${message}: make room, then resume`);
      await resumed(worker, signal);
      return fetchOutputs(worker, key, tries, signal);
    }
    if (tries + 1 >= mostTries) {
      const why = `The job was completed, but its files were not downloaded: ${message}`;
      await items.move(item, ['completed'], 'failed', { error: why });
      tell({ type: 'failed', key, error: why });
      return;
    }
    tell({ type: 'late', key, error: message });
    throw error;
  }
}

async function downloadAll({ client, directory }: Worker, item: Item, signal: AbortSignal): Promise<string[]> {
  const path = resolve(directory, item.input.output);
  for (const file of filesOf(item)) await removeParts(targetOf(resolve(directory, file)));
  if (!hasOutputs(item.kind)) {
    await mkdir(dirname(path), { recursive: true });
    return [await download(item.result as CompletedLipsyncRequest, path, { client, signal })];
  }
  const request = item.result as CompletedVideoTranslateRequest;
  const paths = await downloadOutputs(request, { client, signal, directory: path, name: item.key });
  return Object.values(paths).flatMap((files) => Object.values(files));
}

/** Removes what a process that was killed has left of this download. */
async function removeParts(path: string): Promise<void> {
  const name = basename(path);
  for (const entry of await readdir(dirname(path)).catch(() => [])) {
    // As the client names them: `<name>.<8 characters>.part`. Longer names are cut, and may be another item's.
    const isPart = entry.startsWith(`${name}.`) && /^[\w-]{8}\.part$/.test(entry.slice(name.length + 1));
    if (isPart) await rm(join(dirname(path), entry), { force: true });
  }
}

async function describe(path: string, directory: string): Promise<OutputFile> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { path: relative(directory, path), size: (await stat(path)).size, sha256: hash.digest('hex') };
}

function isDiskFull(error: unknown): boolean {
  for (let cause = error as NodeJS.ErrnoException & { cause?: never }; cause; cause = cause.cause as never) {
    if (cause.code === 'ENOSPC' || cause.code === 'EDQUOT') return true;
  }
  return false;
}
