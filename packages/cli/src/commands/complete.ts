import tab, { script } from '@bomb.sh/tab';
import addCompletion from '@bomb.sh/tab/commander';
import { suggestions } from '@chamelaion/spec/operations';
import type { Command } from 'commander';
import { usage } from '../failure.ts';
import { plain } from '../plain.ts';
import type { Session } from '../session.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'];

/** Prints the script that a shell loads. */
export async function completion({ args: [shell = ''] }: Session): Promise<void> {
  if (!shells.includes(shell)) throw usage(`There is no script for ${plain(shell)}.`, `Choose ${shells.join(', ')}.`);
  script(shell, 'chamelaion', 'chamelaion');
}

/** Answers a shell that asks how a line may go on. */
export async function complete(program: Command, words: readonly string[]): Promise<void> {
  addCompletion(program, { completionCommandName: 'shell-script' });
  // It adds a command for its scripts, which completion prints already.
  tab.commands.delete('shell-script');
  for (const command of tab.commands.values()) {
    for (const name of ['to', 'from', 'language']) {
      const option = command.options.get(name);
      if (option) option.handler = (offer) => suggestions.Language.forEach((language) => void offer(language, ''));
    }
  }
  tab.parse([...words]);
}
