import type { Command, CommanderError } from 'commander';
import { endingOf, exitCodes, Failure, keySources, usage } from './failure.ts';
import type { Io } from './io.ts';
import { plain, toJSON } from './plain.ts';
import { createProgram, type Load } from './program.ts';

/** Runs a command line; gives its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  const isJSON = argv.includes('--json');
  const hasKey = argv.some((word) => /^--(api[-_]?key|bearer[-_]?token|key|token)(=|$)/i.test(word));
  let [code, text] = [0, ''];
  const act = async (command: Command, load: Load) => {
    const [{ Session }, handlers] = await Promise.all([import('./session.ts'), load()]);
    const session = new Session(io, argv, command.optsWithGlobals(), command.args);
    try {
      code = Number((await handlers[command.name()]?.(session)) ?? exitCodes.done);
    } finally {
      session.stop();
    }
  };
  const output = {
    writeOut: (piece: string) => {
      text += piece;
    },
    writeErr: (text: string) => io.stderr.write(text),
    // Told by report, in words or as JSON.
    outputError: () => {},
    getOutHelpWidth: () => Math.min(io.stdout.columns || 80, 80),
  };
  try {
    const program = createProgram(output, act);
    // What follows is for the mock server to read.
    if (name === 'mock') argv = ['mock', '--', ...rest];
    else if (hasKey) throw usage('A key is never an argument: others can read arguments.', keySources);
    if (name === 'complete' && rest[0] === '--') {
      await (await import('./commands/tools.ts')).complete(program, rest.slice(1));
    } else await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    const { exitCode, code } = error as CommanderError;
    // Help and the version come as errors, and in pieces.
    if (exitCode === 0) io.stdout.write(isJSON ? `${toJSON({ text })}\n` : text);
    if (exitCode === 0) return exitCodes.done;
    if (code === 'commander.help') return exitCodes.usage;
    return report(error, argv, io, isJSON);
  }
}

/** Says what went wrong and what to do next: in words on stderr, or as JSON on stdout. */
async function report(error: unknown, argv: readonly string[], io: Io, isJSON: boolean): Promise<number> {
  const { Session } = await import('./session.ts');
  const session = new Session(io, argv, (isJSON ? { json: true } : {}) as never);
  const { code, next: words, command } = endingOf(error);
  const next = command ? words + session.command(command) : words;
  const message = plain(error instanceof Error ? error.message : error)
    .replace(/^error: /, '')
    // What follows may be a key.
    .replace(/^(unknown option '[^'=]+)=.*/, "$1'");
  // What a command has added to a failure hides neither its class nor its status.
  const { name, status, id, referenceId } = Object(error instanceof Failure && error.cause ? error.cause : error);
  const told = { name, message, status, id, reference_id: referenceId, exit_code: code, next };
  session.answer({ error: told }, []);
  if (!isJSON) session.say(`${session.paint('red', 'error:', 'stderr')} ${message}`, ...(next ? [next] : []));
  return code;
}
