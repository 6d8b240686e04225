import { exitCodes, Failure, usage } from '../failure.ts';
import type { Session } from '../session.ts';

/** Says what will be paid for, and asks; throws unless the answer is yes. */
export async function consent(session: Session<{ yes?: true }>, lines: readonly string[]): Promise<void> {
  const { terminal, flags } = session;
  terminal.stop();
  for (const line of lines) terminal.say(line);
  if (flags.yes) return;
  if (!terminal.canAsk) {
    throw usage(
      'Nothing was submitted: this is paid for, and there is no terminal to ask on.',
      `Say yes beforehand: ${session.again('--yes')}`,
    );
  }
  const { confirm } = await import('@clack/prompts');
  const answer = await confirm({ message: 'Submit and pay?', initialValue: false, ...terminal.prompting });
  if (answer !== true) throw new Failure('Nothing was submitted.', { code: exitCodes.interrupted });
}
