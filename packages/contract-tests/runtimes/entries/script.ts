import { createRequire } from 'node:module';
import Chamelaion from '@chamelaion/client';
import type { RuntimeKind } from '../cases/traits.ts';
import { runCases } from './run-cases.ts';

// Node, Bun and Deno import the client as a user's program does.
const [kind, origin] = process.argv.slice(-2) as [RuntimeKind, string];

interface Inspector {
  readonly inspect: (value: unknown) => string;
}
const { Bun, Deno } = globalThis as { Bun?: Inspector; Deno?: Inspector };
const { inspect } = Deno ?? Bun ?? (await import('node:util'));

await runCases(kind, origin, {
  Chamelaion,
  inspect,
  requireClient: kind === 'node' ? () => createRequire(import.meta.url)('@chamelaion/client') : undefined,
});
