import { Command } from 'commander';
import { type DemoOptions, mockDemo, realDemo } from './demo.ts';

const options = new Command('demo')
  .description('Makes the lips of a video match a voice, on a mock server that the demo starts and stops.')
  .option('--video <file>', 'MP4 file to upload (default: a small clip of our own)')
  .option('--audio <file>', 'WAV or MP3 file to upload (default: a small voice track of our own)')
  .option('--real', 'use the real API and CHAMELAION_API_KEY; this spends credits (needs --video and --audio)')
  .addHelpText('after', '\nWithout --real nothing leaves this machine.')
  // pnpm hands on the -- that npm wants before options.
  .parse(process.argv.filter((argument) => argument !== '--'))
  .opts<{ real?: true } & Omit<DemoOptions, 'signal'>>();

const stop = new AbortController();
// Not once(): if the spinner's own handler is the only one, it ends the process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());

try {
  await (options.real ? realDemo : mockDemo)({ ...options, signal: stop.signal });
} catch (error) {
  // A job that was paid for must not be forgotten.
  const { id, referenceId } = error as { id?: string; referenceId?: string };
  const job = id ?? referenceId;
  const kept = job ? `; the job, if it was made, can be found as ${job}` : '';
  console.error(`${stop.signal.aborted ? 'stopped' : `error: ${(error as Error).message}`}${kept}`);
  process.exitCode = stop.signal.aborted ? 130 : 1;
}
