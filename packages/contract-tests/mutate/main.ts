import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inLanes } from '../runtimes/driver/in-lanes.ts';
import { projectRoot, withCopy } from './copy-project.ts';
import { contractMutants, type Mutant, typeMutants } from './mutants.ts';

/** A command in a folder of the project; a mutant that makes it fail is seen. */
type Step = readonly [folder: string, ...command: readonly [string, ...string[]]];

const build = (name: string): Step => [`packages/${name}`, 'node_modules/.bin/tsdown'];
const vitest = (folder: string, ...args: string[]): Step => [
  folder,
  ...(['node_modules/.bin/vitest', 'run', '--bail=1', '--reporter=tap-flat', ...args] as const),
];
const compiled = vitest('packages/contract-tests', '--project=contract', 'test/types.test.ts');

const areas: readonly { file: string; mutants: readonly Mutant[]; steps: readonly Step[] }[] = [
  {
    file: 'spec/openapi.yaml',
    mutants: contractMutants,
    steps: [
      ['spec', 'node_modules/.bin/redocly', 'bundle', 'openapi.yaml', '--output', 'dist/openapi.json'],
      ['scripts', 'node_modules/.bin/tsx', 'src/generate/generate.ts'],
      build('client'),
      build('mock-server'),
      vitest('spec', 'test/bad-edits.test.ts', 'test/examples.test.ts'),
      compiled,
      vitest('packages/contract-tests', '--project=contract', 'documented-answers', 'jobs', 'valid-cases'),
    ],
  },
  { file: 'spec/generated/schema.ts', mutants: typeMutants, steps: [build('client'), compiled] },
];

/** What the first step that fails says in a copy of the project; undefined if all are green. */
async function firstFailure(copy: string, steps: readonly Step[]): Promise<string | undefined> {
  for (const [folder, file, ...args] of steps) {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CHAMELAION_')));
    // What hangs is seen too.
    const options = { cwd: join(copy, folder), env: { ...env, NO_COLOR: '1' }, timeout: 240_000, maxBuffer: 2 ** 26 };
    const failure = await new Promise<string | undefined>((resolve) => {
      execFile(file, args, options, (error, stdout, stderr) => resolve(error ? stdout + stderr : undefined));
    });
    if (failure === undefined) continue;
    const reason = /^not ok \d+ - (.*?)(?: # time=.*)?$/m.exec(failure) ?? /^\S*Error: (.*)$/m.exec(failure);
    return `${folder}: ${reason?.[1] ?? failure.trim().slice(-300)}`;
  }
  return undefined;
}

/** A file as a mutant leaves it. Throws if its text is not there exactly once: it would prove nothing. */
async function mutated(file: string, [name, find, replace]: Mutant): Promise<string> {
  const parts = (await readFile(join(projectRoot, file), 'utf8')).split(find);
  if (parts.length === 2) return parts.join(replace);
  throw new Error(`"${name}": its text is ${parts.length - 1} times in ${file}, not once`);
}

const print = (line: string) => process.stdout.write(`${line}\n`);
const [filter = ''] = process.argv.slice(2);
const chosen = await Promise.all(
  areas.flatMap(({ file, mutants, steps }) =>
    mutants
      .filter(([name]) => name.includes(filter))
      .map(async (mutant) => ({ file, name: mutant[0], text: await mutated(file, mutant), steps })),
  ),
);
if (chosen.length === 0) throw new Error(`no mutant has "${filter}" in its name`);

// A step that fails anyway would see everything.
const everyStep = areas.flatMap(({ steps }) => steps);
const healthy = await withCopy((copy) => firstFailure(copy, everyStep));
if (healthy) throw new Error(`nothing is broken, and a step fails: ${healthy}`);

const fates = await inLanes(chosen, 2, ({ file, name, text, steps }) =>
  withCopy(async (copy) => {
    await writeFile(join(copy, file), text);
    const seenBy = await firstFailure(copy, steps);
    print(seenBy ? `killed    ${name}\n          by ${seenBy}` : `SURVIVED  ${name}`);
    return seenBy;
  }),
);
const survivors = fates.filter((seenBy) => seenBy === undefined).length;
print(`${chosen.length - survivors} of ${chosen.length} killed`);
process.exitCode = survivors && 1;
