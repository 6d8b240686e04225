import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';
import type { TestProject } from 'vitest/node';

/** Makes one empty database, which takes seconds, and one empty store; tests copy them. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'batch-template-'));
  const [database, store] = [join(folder, 'database'), join(folder, 'store')];
  // A quick compiler is enough for what is run once.
  execFileSync(process.execPath, ['--liftoff-only', fileURLToPath(new URL('template.js', import.meta.url)), database]);
  copyFolder(database, join(store, 'data'));
  await (await openBatch({ client: new Chamelaion({ apiKey: 'key' }), store })).close();
  project.provide('template', store);
  project.provide('database', database);
  return () => rmSync(folder, { recursive: true });
}

/** Copies a thousand files, which Node does in many times the time of the processor. */
export function copyFolder(from: string, to: string): void {
  execFileSync('mkdir', ['-p', to]);
  execFileSync('cp', ['-r', `${from}/.`, to]);
}

declare module 'vitest' {
  interface ProvidedContext {
    template: string;
    database: string;
  }
}
