import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exitCodes } from '../failure.ts';
import type { Session } from '../session.ts';

/** Runs the mock server's own command with these arguments. */
export async function mock({ args, io }: Session): Promise<number> {
  const require = createRequire(import.meta.url);
  const manifest = '@chamelaion/mock-server/package.json';
  const { bin } = require(manifest) as { bin: Record<string, string> };
  const program = join(dirname(require.resolve(manifest)), Object.values(bin)[0] ?? '');
  const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
  io.signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? exitCodes.interrupted;
}
