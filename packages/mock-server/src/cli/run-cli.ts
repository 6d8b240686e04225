import { Command, InvalidArgumentError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { defaultOptions, type MockServerOptions, resolveOptions } from '../options.ts';
import { banner } from './banner.ts';

/** What commander reads: the options, but for those that are given in another way. */
interface Flags extends Omit<MockServerOptions, 'apiKeys' | 'clock'> {
  apiKey?: string[];
  realistic?: true;
}

/** Starts the mock server that the command line asks for, and stops it on SIGINT or SIGTERM. */
export async function runCli(argv: readonly string[]): Promise<void> {
  const program = createProgram();
  program.parse(argv);
  const options = toOptions(program.opts<Flags>());
  try {
    resolveOptions(options);
    // After the arguments are read, so that a mistake in them is told at once.
    const { startMockServer } = await import('../start-mock-server.ts');
    const server = await startMockServer(options);
    // Before the line that says it listens: whoever reads that line may send a signal at once.
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => void server.close().then(() => process.exit(0)));
    }
    const shown = banner(server.url, options.apiKeys !== undefined, options.page ?? defaultOptions.page);
    process.stdout.write(process.stdout.isTTY ? shown : `listening on ${server.url}\n`);
  } catch (error) {
    process.stderr.write(`chamelaion-mock: ${explain(error, options)}\n`);
    process.exitCode = 1;
  }
}

function createProgram(): Command {
  return new Command('chamelaion-mock')
    .description('A mock of the Chamelaion API: no key, no credits, real answers.')
    .version(packageJson.version)
    .configureHelp({ minWidthToWrap: 20 })
    .option('--port <number>', 'TCP port; 0 takes a free one', toNumber, 4010)
    .option('--host <address>', 'address to listen on', defaultOptions.host)
    .option('--api-key <key>', 'accept only this token; repeatable (default: any token)', collect)
    .option('--queued-ms <ms>', `how long a job is queued (default: ${defaultOptions.queuedMs})`, toNumber)
    .option('--processing-ms <ms>', `how long a job is processed (default: ${defaultOptions.processingMs})`, toNumber)
    .option('--realistic', 'as slow as the API: 5 s queued, 80 s processed')
    .option('--rate-limit <number>', 'generation requests a minute; 0: no limit', toNumber, defaultOptions.rateLimit)
    .option('--max-upload-bytes <number>', 'size of the files of one upload', toNumber, defaultOptions.maxUploadBytes)
    .option('--stateless', 'keep no jobs, answer with the examples of the spec')
    .option('--cors', 'let pages of other origins call the mock')
    .option('--webhooks <loopback|any|none>', 'which webhook_url addresses are called', defaultOptions.webhooks)
    .option('--page <loopback|any|none>', 'who may open the page that shows the mock', defaultOptions.page)
    .option('--faults <seed:rate>', 'make a share of all requests fail, e.g. 42:0.1', toFaults)
    .addHelpText('after', examples);
}

const examples = `
Examples:
  $ chamelaion-mock
  $ chamelaion-mock --port 8080 --realistic --cors
  $ curl http://127.0.0.1:4010/api/v1/users/me -H 'Authorization: Bearer any'`;

function toOptions({ apiKey, realistic, queuedMs, processingMs, ...rest }: Flags): MockServerOptions {
  return {
    ...rest,
    apiKeys: apiKey,
    queuedMs: queuedMs ?? (realistic ? 5_000 : undefined),
    processingMs: processingMs ?? (realistic ? 80_000 : undefined),
  };
}

function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Not a number.');
  return value;
}

function toFaults(text: string): { seed: number; rate: number } {
  const [, seed, rate] = /^([^:]+):([^:]+)$/.exec(text) ?? [];
  if (!seed || !rate) throw new InvalidArgumentError('Write SEED:RATE, e.g. 42:0.1.');
  return { seed: toNumber(seed), rate: toNumber(rate) };
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function explain(error: unknown, { host, port }: MockServerOptions): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `port ${port} of ${host} is in use; take another with --port`;
  if (code === 'EADDRNOTAVAIL') return `${host} is no address of this machine; take another with --host`;
  if (code === 'EACCES') return `port ${port} needs more rights; take one above 1023 with --port`;
  return error.message;
}
