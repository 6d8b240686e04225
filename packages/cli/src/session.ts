import type { Chamelaion } from '@chamelaion/client';
import type { GlobalFlags, Io } from './io.ts';
import { plain } from './plain.ts';
import { Terminal } from './terminal.ts';

/** One run of one command. */
export class Session<Flags extends object = object> {
  readonly io: Io;
  readonly argv: readonly string[];
  readonly flags: GlobalFlags & Flags;
  readonly args: readonly string[];
  readonly terminal: Terminal;
  #client: Promise<Chamelaion> | undefined;

  constructor(io: Io, argv: readonly string[], flags: GlobalFlags & Flags, args: readonly string[]) {
    this.io = io;
    this.argv = argv;
    this.flags = flags;
    this.args = args;
    this.terminal = new Terminal(io, flags);
  }

  /** The client, made when it is first needed. */
  client(): Promise<Chamelaion> {
    this.#client ??= import('./create-client.ts').then(({ createClient }) => createClient(this));
    return this.#client;
  }

  /** The same command once more, with further arguments, as it is typed into a shell. */
  again(...more: readonly string[]): string {
    const end = this.argv.includes('--') ? this.argv.indexOf('--') : this.argv.length;
    const words = [...this.argv.slice(0, end), ...more, ...this.argv.slice(end)];
    return ['chamelaion', ...words.map(quoted)].join(' ');
  }
}

/** A word as it is typed into a shell, but without the password of a URL: others read logs. */
export function quoted(word: string): string {
  const shown = plain(word)
    .replace(/(\w:\/\/[^:@/?#]*:)[^/?#]*@/g, '$1PASSWORD@')
    .replace(/([?&]password=)[^&#]*/gi, '$1PASSWORD');
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}

/** What a command does; a number is its exit code. */
export type Handler<Flags extends object> = (session: Session<Flags>) => Promise<unknown>;
