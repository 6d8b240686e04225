import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type APIError, ChamelaionError } from '@chamelaion/client';
import { expect, onTestFinished } from 'vitest';

/** A path in a separate, empty folder, and what lies in that folder. */
export async function target() {
  const folder = await mkdtemp(join(tmpdir(), 'download-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, path: join(folder, 'out.mp4'), names: () => readdir(folder) };
}

/** The error of a download; it says nothing that was signed. */
export async function failureOf(download: Promise<unknown>): Promise<APIError> {
  const error = await download.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(ChamelaionError);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('SECRET');
  return error as APIError;
}
