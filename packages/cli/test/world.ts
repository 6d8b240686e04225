import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ClientOptions } from '@chamelaion/client';
import { type MockServer, type MockServerOptions, startMockServer } from '@chamelaion/mock-server';
import { expect, onTestFinished, vi } from 'vitest';
import type { Io } from '../src/io.ts';
import { run } from '../src/run.ts';

/** The key of the environment. */
export const secret = 'a-very-secret-key';
// Keys and passwords of all tests: no output of any command may hold one.
const secrets = [secret, 'stored-key', 'typed-secret', 'hunter2', 'secret-password'];
/** What a terminal would act on. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
export const controls: RegExp = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e]/;

/** What a command said. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How a command is run. */
export interface How {
  readonly signal?: AbortSignal;
  readonly client?: ClientOptions;
  /** What comes through the pipe, or what a person types if `tty` is set. */
  readonly stdin?: string;
  readonly tty?: boolean | undefined;
  /** True if only what is said goes to a terminal. */
  readonly piped?: boolean;
  /** The width of the terminal. */
  readonly columns?: number;
  /** What was typed before there was a question. */
  readonly early?: string;
  readonly openBatch?: Io['openBatch'];
  readonly onErr?: (text: string) => void;
}

/** A mock server, an empty folder with media, which is the current one, and the command, whose words are safe to show. */
export interface World {
  readonly mock: MockServer;
  readonly folder: string;
  /** Takes the words, or a text of words without spaces. */
  readonly chamelaion: (argv: string | readonly string[], how?: How) => Promise<Ran>;
}

const clip = fileURLToPath(new URL('../../demo/media/clip.mp4', import.meta.url));
const voice = fileURLToPath(new URL('../../demo/media/voice.wav', import.meta.url));

export async function createWorld(options: MockServerOptions = {}): Promise<World> {
  const mock = await startMockServer({ queuedMs: 0, processingMs: 0, rateLimit: 0, ...options });
  const folder = await mkdtemp(join(tmpdir(), 'cli-'));
  const before = process.cwd();
  process.chdir(folder);
  for (const [name, value] of Object.entries({
    CHAMELAION_BASE_URL: mock.url,
    CHAMELAION_API_KEY: secret,
    XDG_CONFIG_HOME: join(folder, 'config'),
    ...Object.fromEntries(
      ['CI', 'NO_COLOR', 'FORCE_COLOR', 'HTTPS_PROXY', 'HTTP_PROXY'].map((name) => [name, undefined]),
    ),
  })) {
    vi.stubEnv(name, value);
  }
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    process.chdir(before);
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  });
  await copyFile(clip, join(folder, 'clip.mp4'));
  await copyFile(voice, join(folder, 'voice.wav'));
  return { mock, folder, chamelaion };
}

let moves = 0;
const move = () => {
  if (++moves > 100_000) throw new Error('the spinner writes without end');
  return true;
};
/** What a terminal has. */
const ends = { isTTY: true, setRawMode: move, cursorTo: move, clearLine: move, moveCursor: move };

async function chamelaion(
  argv: string | readonly string[],
  {
    signal = new AbortController().signal,
    client,
    stdin = '',
    tty = false,
    piped = false,
    columns = 80,
    early = '',
    onErr,
    openBatch,
  }: How = {},
): Promise<Ran> {
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  let [out, err] = ['', ''];
  output.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  errors.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    onErr?.(err);
    // Typed once it is asked for.
    if (tty && /Submit and pay|API key/.test(text)) void setImmediate().then(() => input.write(stdin));
  });
  if (tty) for (const stream of [input, output, errors]) Object.assign(stream, ends, { columns });
  else input.end(stdin);
  if (piped) Object.assign(errors, ends, { columns });
  if (early) input.write(early);
  const code = await run(typeof argv === 'string' ? argv.split(' ') : argv, {
    stdin: input as never,
    stdout: output as never,
    stderr: errors as never,
    signal,
    openBatch,
    client: { settleTimeout: 50, ...client },
  });
  await setImmediate();
  for (const hidden of secrets) expect(out + err).not.toContain(hidden);
  if (!tty && !piped) expect(err).not.toMatch(controls);
  return { code, out, err };
}

/** Lets the client's pauses pass in no time, until the test ends. */
export function hurry(): void {
  const { setInterval, clearInterval } = globalThis;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const pump = setInterval(() => void vi.advanceTimersByTimeAsync(300), 2);
  onTestFinished(() => {
    clearInterval(pump);
    vi.useRealTimers();
  });
}

/** The requests that may have made a job. */
export function posts({ requests }: MockServer): MockServer['requests'] {
  return requests.filter(({ method }) => method === 'POST');
}

/** The documents of JSON lines. */
export function linesOf(out: string): { [name: string]: unknown }[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
