import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';
import type { TestProject } from 'vitest/node';

/** Makes one empty store, which takes seconds; tests copy it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'batch-template-'));
  const batch = await openBatch({ client: new Chamelaion({ apiKey: 'key' }), store: join(folder, 'store') });
  await batch.close();
  project.provide('template', join(folder, 'store'));
  return () => rm(folder, { recursive: true, force: true });
}

/** A copy of the empty store. */
export async function copyStore(template: string, to: string): Promise<void> {
  await cp(template, to, { recursive: true });
}

declare module 'vitest' {
  interface ProvidedContext {
    template: string;
  }
}
