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
    const words = [...this.argv, ...more].map((word) =>
      /^[\w@%+=:,./-]+$/.test(word) ? word : `'${plain(word).replaceAll("'", `'\\''`)}'`,
    );
    return ['chamelaion', ...words].join(' ');
  }
}

/** What a command does; a number is its exit code. */
export type Handler<Flags extends object> = (session: Session<Flags>) => Promise<unknown>;
