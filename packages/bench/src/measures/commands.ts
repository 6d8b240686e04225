import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { interleave, median, ratios, spread, time } from '../interleave.ts';
import { cleanEnvironment, peersFolder } from '../peer-programs.ts';
import type { Section } from '../section.ts';

const run = promisify(execFile);
const own = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** How long commands take until they have said what they are. */
export async function measureCommands(rounds: number): Promise<Section> {
  const prism = createRequire(peersFolder).resolve('@stoplight/prism-cli');
  const commands: Readonly<Record<string, readonly string[]>> = {
    '`node -e 0`': ['-e', '0'],
    '`chamelaion --version`': [own('cli/bin/chamelaion.js'), '--version'],
    '`chamelaion --help`': [own('cli/bin/chamelaion.js'), '--help'],
    '`chamelaion-mock --help`': [own('mock-server/bin/chamelaion-mock.js'), '--help'],
    '`prism --help`': [prism, '--help'],
  };
  const samples = await interleave(rounds, Object.keys(commands), (name) =>
    time(() => run(process.execPath, commands[name], { env: cleanEnvironment(), timeout: 60_000 })),
  );
  const related = ratios(samples, '`node -e 0`');
  return {
    title: 'Commands',
    text: `Until a command has ended, beside a Node that does nothing. None of the packages of the other clients brings
a command; Prism's is that of a mock.`,
    header: ['', 'milliseconds', 'times bare Node'],
    rows: Object.keys(commands).map((name) => [name, median(samples[name] ?? []).toFixed(0), spread(related[name])]),
  };
}
