import { exitCodes } from './failure.ts';
import { run } from './run.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second time at once.
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    stop.abort();
  });
}
// The reader of a pipe has gone, as in `chamelaion jobs list --all | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A job that is paid for goes on, even if the output is closed.
    if (error.code === 'EPIPE' && stream === process.stderr) return;
    // A full disk, for one: words there may be written still.
    if (error.code !== 'EPIPE' && stream === process.stdout) process.stderr.write(`error: ${error.message}\n`);
    process.exit(exitCodes.unfinished);
  });
}

const { stdin, stdout, stderr } = process;
process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, signal: stop.signal });
