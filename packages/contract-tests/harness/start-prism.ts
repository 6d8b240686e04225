import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { listen } from '../runtimes/driver/open-stage.ts';

/** The stock Prism mock, in a separate process. */
export interface Prism {
  readonly baseURL: string;
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);

/** Starts the second witness: `prism mock` on the same contract, which knows nothing of our mock. */
export async function startPrism(): Promise<Prism> {
  const { server, origin: baseURL } = await listen(() => {});
  // The port is free again.
  server.close();
  const command = [require.resolve('@stoplight/prism-cli/dist/index.js'), 'mock'];
  const child = spawn(
    process.execPath,
    [...command, require.resolve('@chamelaion/spec/openapi.yaml'), '--port', new URL(baseURL).port],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const closed = once(child, 'close');
  await listening(child);
  return {
    baseURL,
    async close() {
      child.kill();
      await closed;
    },
  };
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const read = (text: string) => {
      log += text;
      if (log.includes('is listening on')) resolve();
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('close', () => reject(new Error(log)));
  });
}
