import { createRequire } from 'node:module';
import Chamelaion from '@chamelaion/client';
import { createProxyHandler } from '@chamelaion/proxy';
import type { RuntimeKind } from '../cases/traits.ts';
import { filesIn } from './files-in.ts';
import { runCases } from './run-cases.ts';

// Node, Bun and Deno import the client as a user's program does.
const [kind, origin, folder] = process.argv.slice(-3) as [RuntimeKind, string, string];

interface Inspector {
  readonly inspect: (value: unknown) => string;
}
const { Bun, Deno } = globalThis as { Bun?: Inspector; Deno?: Inspector };
const { inspect } = Deno ?? Bun ?? (await import('node:util'));

await runCases(kind, origin, {
  Chamelaion,
  createProxyHandler,
  inspect,
  files: filesIn(folder),
  requireClient: kind === 'node' ? () => createRequire(import.meta.url)('@chamelaion/client') : undefined,
});
