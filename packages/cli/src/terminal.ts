import type { Ora } from 'ora';
import picocolors from 'picocolors';
import type { Io } from './io.ts';
import { plain, toJSON } from './plain.ts';

const isSet = (name: string) => (process.env[name] ?? '') !== '' && process.env[name] !== 'false';

/** Results on stdout, words on stderr, and a spinner if a person looks on. */
export class Terminal {
  readonly #io: Io;
  readonly #isQuiet: boolean;
  readonly isJSON: boolean;
  #spinner: Ora | undefined;
  #status: string | undefined;
  #label: string | undefined;

  constructor(io: Io, { json = false, quiet = false }: { json?: boolean | undefined; quiet?: boolean | undefined }) {
    this.#io = io;
    this.isJSON = json;
    this.#isQuiet = quiet;
  }

  /** True if a person can be asked. */
  get canAsk(): boolean {
    return Boolean(this.#io.stdin.isTTY && this.#io.stderr.isTTY) && !isSet('CI');
  }

  /** What a prompt needs: it ends by Ctrl-D too, which closes the input and would let the process end in the middle. */
  get prompting(): { input: Io['stdin']; output: Io['stderr']; signal: AbortSignal } {
    const { stdin: input, stderr: output, signal } = this.#io;
    const closed = new AbortController();
    for (const event of ['end', 'close']) input.once(event, () => closed.abort());
    input.on('keypress', (_, key) => key?.ctrl && key.name === 'd' && closed.abort());
    return { input, output, signal: AbortSignal.any([signal, closed.signal]) };
  }

  /** The colours of a stream, or functions that leave a text as it is. */
  colors(on: 'stdout' | 'stderr' = 'stderr'): ReturnType<typeof picocolors.createColors> {
    const isFit = Boolean(this.#io[on].isTTY) && !isSet('NO_COLOR') && !isSet('CI');
    return picocolors.createColors(isSet('FORCE_COLOR') || isFit);
  }

  /** A line of the result, for people. */
  result(line: string): void {
    if (!this.isJSON) this.#write(this.#io.stdout, `${line}\n`);
  }

  /** The result for programs, or a line of it. */
  json(value: unknown, indent?: number): void {
    if (this.isJSON) this.#write(this.#io.stdout, `${toJSON(value, indent)}\n`);
  }

  /** What a person must know, even with --quiet. */
  say(line: string): void {
    this.#write(this.#io.stderr, `${line}\n`);
  }

  /** What goes on: a spinner on a terminal, else a line whenever `label` changes. */
  status(text: string, label: string = text): void {
    if (this.#isQuiet) return;
    const isNew = label !== this.#label;
    this.#label = label;
    if (!this.#io.stderr.isTTY || isSet('CI')) {
      if (isNew) this.say(plain(text));
      return;
    }
    const isFirst = this.#status === undefined;
    this.#status = plain(text);
    if (this.#spinner) this.#spinner.text = this.#status;
    else if (isFirst) void this.#spin();
  }

  /** Takes the spinner away. */
  stop(): void {
    this.#spinner?.stop();
    this.#spinner = undefined;
    this.#status = undefined;
    this.#label = undefined;
  }

  async #spin(): Promise<void> {
    const { default: ora } = await import('ora');
    // Over before it was loaded.
    if (this.#status === undefined) return;
    const color = this.colors().isColorSupported ? 'cyan' : false;
    this.#spinner = ora({ stream: this.#io.stderr, text: this.#status, color, discardStdin: false }).start();
  }

  #write(stream: Io['stdout'], text: string): void {
    this.#spinner?.clear();
    stream.write(text);
    this.#spinner?.render();
  }
}
