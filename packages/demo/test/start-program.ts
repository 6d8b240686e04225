import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

/** The package's folder. */
export const demo: string = fileURLToPath(new URL('..', import.meta.url));

/** A key that no program may ever print. */
export const key = 'SECRET-key-of-the-environment';

/** A program that runs. */
export interface Program {
  /** Settles with the first line that fits. */
  line(pattern: RegExp): Promise<string>;
  /** Ctrl-C. */
  stop(): void;
  ended: Promise<{ code: number | null; lines: string[]; errors: string }>;
}

/** Starts a program as a newcomer's shell would, but without a keyboard. */
export function startProgram(file: string, args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: demo,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [output, errors] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    expect(output + errors).not.toContain('SECRET');
    return { code: code ?? null, lines: output.trimEnd().split('\n'), errors };
  });
  return {
    async line(pattern) {
      for (let isOver = false; ; ) {
        const found = output.split('\n').find((line) => pattern.test(line));
        if (found) return found;
        if (isOver) throw new Error(`it ended without such a line:\n${output}${errors}`);
        isOver = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
      }
    },
    stop: () => void child.kill('SIGINT'),
    ended,
  };
}

/** Proves that a program ends with exit code 1 and this line alone. */
export async function expectRefusal({ ended }: Program, message: string | RegExp): Promise<void> {
  const { code, errors } = await ended;
  expect(code).toBe(1);
  expect(errors).toMatch(message);
  expect(errors.trim().split('\n')).toHaveLength(1);
}
