import { afterEach, expect, it, vi } from 'vitest';
// @ts-expect-error The package has no types: nothing is imported from it.
import { startServer } from '../dist/start-server.js';
import { key } from './world.ts';

afterEach(() => {
  process.exitCode = undefined;
});

function run(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += text;
      return true;
    });
  }
  expect(startServer(['node', 'chamelaion-mcp', ...args])).toBeUndefined();
  vi.restoreAllMocks();
  const { exitCode } = process;
  return { ...written, code: exitCode };
}

it('are explained', () => {
  const { stdout, stderr, code } = run('--help');
  expect([code, stderr]).toEqual([0, '']);
  for (const part of ['--root', '--downloads', '--allow-paid', '--max-jobs', '--base-url', 'CHAMELAION_API_KEY']) {
    expect(stdout).toContain(part);
  }
  expect(run('--version')).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
});

it.each([
  ['--max-jobs=-1', /whole number/],
  ['--max-jobs=', /whole number/],
  ['--base-url=ftp://x', /http\(s\) URL/],
  ['--base-url=http://me:secret@x', /must not hold/],
  ['--base-url=/api', /absolute/],
  ['--root=/nowhere', /not a folder/],
  ['--downloads=/dev/null/x', /choose another/],
  [key, /too many arguments/],
  [`-k${key}`, /unknown option '-k'/],
  [`--api-key:${key}`, /unknown option '--api-key'/],
])('are refused if they are wrong: %s', (arg, why) => {
  const { stdout, stderr, code } = run(arg);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(why);
  expect(stderr).not.toContain(key);
});

it.each([
  ['CHAMELAION_BASE_URL', 'no-url'],
  ['CHAMELAION_API_KEY', `${key}\u0001`],
  ['CHAMELAION_API_KEY', `${key}\u0436`],
])('are refused with a wrong %s', (name, value) => {
  vi.stubEnv(name, value);
  const { stderr, code } = run();
  expect(code).toBe(2);
  expect(stderr).toMatch(/CHAMELAION_BASE_URL|header/);
  expect(stderr).not.toContain(key);
});
