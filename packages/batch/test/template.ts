import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

/** Makes one empty database, which takes seconds, and one empty store; tests copy them. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'batch-template-'));
  const [database, store] = [join(folder, 'database'), join(folder, 'store')];
  const program = fileURLToPath(new URL('template.js', import.meta.url));
  // A quick compiler is enough for what is run once.
  execFileSync(process.execPath, ['--liftoff-only', program, database, store]);
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
