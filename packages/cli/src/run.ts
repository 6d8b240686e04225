import type { Command, CommanderError } from 'commander';
import { endingOf } from './ending-of.ts';
import { exitCodes, Failure, usage } from './failure.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';
import type { Handler } from './session.ts';

/** Runs a command line; gives its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  let code = 0;
  const act = async (command: Command, load: () => Promise<Handler<never>>) => {
    const [{ Session }, handle] = await Promise.all([import('./session.ts'), load()]);
    const session = new Session(io, argv, command.optsWithGlobals(), command.args);
    try {
      const result = await handle(session as never);
      if (typeof result === 'number') code = result;
    } finally {
      session.terminal.stop();
    }
  };
  try {
    const program = createProgram(io, act);
    // What follows is for the mock server to read.
    if (name === 'mock') argv = ['mock', '--', ...rest];
    else if (argv.some((word) => /^--(api[-_]?key|bearer[-_]?token|key|token)(=|$)/i.test(word))) {
      throw usage(
        'A key is never an argument: others can read arguments.',
        'Set CHAMELAION_API_KEY, name a file by --env-file, or run chamelaion login.',
      );
    }
    if (name === 'complete' && rest[0] === '--') {
      await (await import('./commands/complete.ts')).complete(program, rest.slice(1));
    } else await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    const { exitCode, code } = error as CommanderError;
    // Help and the version come as errors.
    if (exitCode === 0) return exitCodes.done;
    if (code === 'commander.help') return exitCodes.usage;
    return report(error, argv, io);
  }
}

/** Says what went wrong and what to do next: in words on stderr, or as JSON on stdout. */
async function report(error: unknown, argv: readonly string[], io: Io): Promise<number> {
  const { plain } = await import('./plain.ts');
  const { Terminal } = await import('./terminal.ts');
  const { code, next } = endingOf(error);
  const { name, message, cause } = error instanceof Error ? error : new Error(String(error));
  const words = plain(message).replace(/^error: /, '');
  const terminal = new Terminal(io, { json: argv.includes('--json') });
  // What a command has added to a failure hides neither its class nor its status.
  const origin = (error instanceof Failure && cause instanceof Error ? cause : error) as Partial<
    Record<string, unknown>
  >;
  const { status, id, referenceId: reference_id } = origin;
  terminal.json({
    error: { name: origin['name'] ?? name, message: words, status, id, reference_id, exit_code: code, next },
  });
  if (!terminal.isJSON) {
    terminal.say(`${terminal.colors().red('error:')} ${words}`);
    if (next) terminal.say(next);
  }
  return code;
}
