import { styleText } from 'node:util';
import type { Attempt, Chamelaion } from '@chamelaion/client';
import ora, { type Ora } from 'ora';
import type { Flags, Io } from './io.ts';
import { plain, toJSON, withoutPasswords } from './plain.ts';

/** What a command does; a number is its exit code. */
export type Handler = (session: Session) => Promise<unknown>;

const isSet = (name: string) => (process.env[name] ?? '') !== '' && process.env[name] !== 'false';

/** A field of an answer for people: `downloaded 2, failed 1` for the sums of a batch. */
const wordOf = (value: unknown) => {
  const fields = Object.entries(Object(value));
  const isFlat = !Array.isArray(value) && fields.every(([, field]) => Object(field) !== field);
  if (Object(value) === value && isFlat) return fields.map(([name, field]) => `${name} ${field}`).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : value;
};

/** One run of one command: results on stdout, words on stderr, and a spinner if a person looks on. */
export class Session {
  readonly io: Io;
  readonly flags: Flags;
  readonly args: readonly string[];
  /** The words before `--`, and the others. */
  readonly #words: readonly [options: readonly string[], keys: readonly string[]];
  #client: Promise<Chamelaion> | undefined;
  #spinner: Ora | undefined;
  #label: string | undefined;

  constructor(io: Io, argv: readonly string[], flags: Flags, args: readonly string[] = []) {
    const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
    this.#words = [argv.slice(0, end), argv.slice(end)];
    this.io = io;
    this.flags = flags;
    this.args = args;
  }

  /** The client, made when it is first needed. */
  client(): Promise<Chamelaion> {
    const onAttempt = ({ status, retryIn = 0 }: Attempt) => {
      if (status !== 429 || retryIn < 1_000) return;
      this.status(`the API allows no more at the moment, again in ${Math.ceil(retryIn / 1_000)} s`, 'limit');
    };
    this.#client ??= import('./create-client.ts').then((entry) => entry.createClient(this.flags, this.io, onAttempt));
    return this.#client;
  }

  /** The result, or a part of it: a line of JSON for programs; for people these lines, or one for each field. */
  answer(value: object, lines?: readonly string[]): void {
    const text = toJSON(value);
    const rows = () => Object.entries(JSON.parse(text)).map(([name, field]) => `${name.padEnd(18)} ${wordOf(field)}`);
    for (const line of this.flags.json ? [text] : (lines ?? rows()).map(plain)) this.io.stdout.write(`${line}\n`);
  }

  /** What a person must know, even with --quiet. */
  say(...lines: readonly string[]): void {
    for (const line of lines) this.io.stderr.write(`${line}\n`);
  }

  /** What goes on: a spinner on a terminal, else a line whenever `label` changes. */
  status(text: string, label: string = text): void {
    if (this.flags.quiet) return;
    const isNew = label !== this.#label;
    this.#label = label;
    const { stderr: stream } = this.io;
    // A terminal that does not know its width has 0 columns, on which the spinner would write without end.
    if (stream.isTTY && stream.columns && !isSet('CI')) {
      this.#spinner ??= ora({ stream, color: isSet('NO_COLOR') ? false : 'cyan', discardStdin: false });
      this.#spinner.start(plain(text));
    } else if (isNew) this.say(plain(text));
  }

  /** Takes the spinner away. */
  stop(): void {
    this.#spinner?.stop();
    this.#label = undefined;
  }

  /** A text in a colour, if its stream shows colours. */
  paint(color: 'red' | 'green', text: string, on: 'stdout' | 'stderr'): string {
    return isSet('CI') ? text : styleText(color, text, { stream: this.io[on] });
  }

  /** The streams of a prompt; undefined if there is no terminal. Ctrl-D counts as no, or it would end the process. */
  get prompting(): { input: Io['stdin']; output: Io['stderr']; signal: AbortSignal } | undefined {
    const { stdin: input, stderr: output, signal } = this.io;
    if (!input.isTTY || !output.isTTY || isSet('CI')) return undefined;
    const closed = new AbortController();
    input.on('keypress', (_, key) => key?.ctrl && key.name === 'd' && closed.abort());
    return { input, output, signal: AbortSignal.any([signal, closed.signal]) };
  }

  /** The same command once more, with further arguments, as it is typed into a shell. */
  again(...more: readonly string[]): string {
    const [options, keys] = this.#words;
    return typed([...options, ...more.filter((word) => !options.includes(word)), ...keys]);
  }

  /** Another command with the key, the API and the store that were named for this one. */
  command(words: string): string {
    const named = this.#words[0].flatMap((word, index, options) => {
      const [name, value] = /^--(?:env-file|base-url|environment|store)(=?)/.exec(word) ?? [];
      return name === undefined ? [] : value ? [word] : [word, options[index + 1] ?? ''];
    });
    return typed([...words.split(' '), ...named]);
  }
}

/** A word of a command as it may be shown: without the passwords of URLs. */
export function shown(word: string): string {
  return plain(withoutPasswords(word));
}

/** A command as it is typed into a shell. */
function typed(words: readonly string[]): string {
  const quoted = words
    .map(shown)
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`));
  return ['chamelaion', ...quoted].join(' ');
}
