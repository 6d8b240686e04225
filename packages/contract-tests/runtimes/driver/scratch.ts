import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// First, so that on exit processes end before their folders go.
import './child.ts';

const scratch = mkdtempSync(join(tmpdir(), 'runtimes-'));
// What was killed may still be letting go of its files.
process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));

/** An empty folder, until this process ends. */
export function newFolder(): string {
  return mkdtempSync(join(scratch, 'run-'));
}
