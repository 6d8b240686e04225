import { createInterface } from 'node:readline/promises';
import Chamelaion from '@chamelaion/client';
import { Command } from 'commander';
import type { Studio, StudioOptions } from './start-studio.ts';

const options = new Command('studio')
  .description('Serves a page to dub and translate videos in, on a mock server that it starts and stops.')
  .option('--real', 'use the real API and CHAMELAION_API_KEY; every job spends credits, so it asks first')
  .option('--yes', 'with --real: do not ask')
  .addHelpText('after', '\nWithout --real nothing leaves this machine.')
  // pnpm hands on the -- that npm wants before options.
  .parse(process.argv.filter((argument) => argument !== '--'))
  .opts<{ real?: true; yes?: true }>();

// The page keeps its job by its origin: if the port stays, the job is found again. A page that says that nothing is
// paid may still be open when the real API comes, so that is elsewhere; the ports between are for more mocks.
const ports = { mock: 4020, real: 4030 };

/** Starts the page. It is imported here, so that a wrong option is named before Vite and the mock's engine load. */
async function startStudio(options: StudioOptions): Promise<Studio> {
  return (await import('./start-studio.ts')).startStudio(options);
}

/** The page on a mock server, slow enough to be watched. */
async function mockStudio(): Promise<Studio> {
  // A key or a base URL in the environment must never take this to the real API.
  for (const name of Object.keys(process.env)) if (name.startsWith('CHAMELAION_')) delete process.env[name];
  const { startMockServer } = await import('@chamelaion/mock-server');
  const mock = await startMockServer({
    queuedMs: 4_000,
    processingMs: 8_000,
    maxUploadBytes: Number.MAX_SAFE_INTEGER,
  });
  const studio = await startStudio({
    apiKey: 'any-key-will-do',
    baseURL: mock.url,
    spendsCredits: false,
    port: ports.mock,
  });
  return {
    url: studio.url,
    close: async () => {
      await studio.close();
      await mock.close();
    },
  };
}

/** The page on the real API, once its key has been tried and its price agreed to. */
async function realStudio(): Promise<Studio> {
  const apiKey = process.env['CHAMELAION_API_KEY'];
  if (!apiKey) throw new Error('--real needs the environment variable CHAMELAION_API_KEY');
  const client = new Chamelaion();
  const { baseURL } = client;
  console.log(`real API at ${baseURL}: every job that is sent from the page spends credits`);
  await client.users.retrieveCurrent();
  if (!options.yes && !(await agrees())) throw new Error('not agreed: nothing was started');
  return startStudio({ apiKey, baseURL, spendsCredits: true, port: ports.real });
}

async function agrees(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('--real asks first; without a terminal, add --yes');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const stop = new AbortController();
  lines.once('close', () => stop.abort());
  const answer = await lines.question('Open it? [y/N] ', { signal: stop.signal }).catch(() => '');
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

try {
  const studio = await (options.real ? realStudio : mockStudio)();
  console.log(`studio at ${studio.url}`);
  console.log(options.real ? 'Ctrl-C ends it' : 'nothing leaves this machine, nothing is paid; Ctrl-C ends it');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => studio.close());
} catch (error) {
  console.error(`error: ${(error as Error).message}`);
  process.exitCode = 1;
}
