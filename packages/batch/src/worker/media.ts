import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ChamelaionError } from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';
import { isRemote } from '../check-item.ts';
import type { Item } from '../store/items.ts';

/** How an item is submitted. */
export interface Submission {
  readonly method: 'generate' | 'generateWithMedia';
  readonly body: object;
  /** Removes what was fetched for it. */
  readonly discard: () => Promise<void>;
}

/**
 * The body that submits an item: from URLs if all its inputs are, else as an upload. An upload takes no URLs, so that a
 * remote input beside a local one is fetched first.
 */
export async function submissionOf(
  { input, reference_id }: Item,
  directory: string,
  signal: AbortSignal,
): Promise<Submission> {
  const fields = { ...input.fields, reference_id };
  const media = Object.entries(input.media);
  if (media.every(([, source]) => isRemote(source))) {
    const inputs = media.map(([type, url]) => ({ type, url }));
    return { method: 'generate', body: { inputs, ...fields }, discard: async () => {} };
  }
  let folder: string | undefined;
  const discard = async () => folder && rm(folder, { recursive: true, force: true });
  try {
    const files: Record<string, Blob> = {};
    // What is missing on this machine is known before anything is fetched.
    for (const [type, source] of media.sort(([, a], [, b]) => Number(isRemote(a)) - Number(isRemote(b)))) {
      let path = resolve(directory, source);
      if (isRemote(source)) {
        folder ??= await mkdtemp(join(tmpdir(), 'chamelaion-batch-'));
        path = join(folder, basename(new URL(source).pathname) || type);
        await fetchTo(source, path, signal);
      }
      files[type] = await fromPath(path);
    }
    return { method: 'generateWithMedia', body: { ...files, ...fields }, discard: async () => void (await discard()) };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function fetchTo(url: string, path: string, signal: AbortSignal): Promise<void> {
  const { origin, pathname } = new URL(url);
  const response = await fetch(url, { signal });
  const why = `${origin}${pathname} answered ${response.status}`;
  if (response.status >= 500 || response.status === 429 || !response.body) throw new Error(why);
  if (!response.ok) throw new ChamelaionError(why);
  await pipeline(Readable.fromWeb(response.body as never), createWriteStream(path), { signal });
}
