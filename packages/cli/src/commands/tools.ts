import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import tab, { script } from '@bomb.sh/tab';
import addCompletion from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { usage } from '../failure.ts';
import type { Handler } from '../session.ts';

/** The programs of others that the command starts. */
export const tools: { readonly [command: string]: Handler } = {
  /** Runs the mock server's own command with these arguments, in this process. */
  async mock({ args }) {
    const manifest = createRequire(import.meta.url).resolve('@chamelaion/mock-server/package.json');
    process.argv.splice(2, process.argv.length, ...args);
    await import(pathToFileURL(join(dirname(manifest), 'bin/chamelaion-mock.js')).href);
    return Number(process.exitCode ?? 0);
  },

  /** Prints the script that a shell loads. */
  async completion({ args: [shell = ''], flags }) {
    const shells = ['bash', 'zsh', 'fish', 'powershell'];
    if (!shells.includes(shell)) throw usage('There is no script for this shell.', `Choose ${shells.join(', ')}.`);
    if (flags.json) throw usage('A script for a shell has no JSON.', 'Leave out --json.');
    script(shell, 'chamelaion', 'chamelaion');
  },
};

/** Answers a shell that asks how a line may go on. */
export function complete(program: Command, words: readonly string[]): void {
  addCompletion(program, { completionCommandName: 'shell-script' });
  // It adds a command for its scripts, which completion prints already.
  tab.commands.delete('shell-script');
  tab.parse([...words]);
}
