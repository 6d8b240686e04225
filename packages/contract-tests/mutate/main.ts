import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inLanes } from '../runtimes/driver/in-lanes.ts';
import { areas } from './areas.ts';
import { projectRoot, withCopy } from './copy-project.ts';
import { judge, type Verdict } from './judge.ts';
import { mutated } from './mutation.ts';
import { firstFailure } from './run-suite.ts';
import { killRate, verdictLine, verdictsTable } from './verdicts.ts';

const atOnce = 2;

const begin = performance.now();
const print = (line: string) => process.stdout.write(`${line}\n`);
const [filter = ''] = process.argv.slice(2);
const all = areas.flatMap((area) => area.mutations.map((mutation) => ({ area, mutation })));
const mutants = all.filter(({ area, mutation }) => `${area.name}: ${mutation.name}`.includes(filter));
if (mutants.length === 0) throw new Error(`no breakage has "${filter}" in its name`);
for (const { mutation } of mutants) await mutated(projectRoot, mutation);

// A test that fails anyway would kill everything.
const suites = new Set(mutants.flatMap(({ area }) => area.suites));
await withCopy((copy) =>
  inLanes([...suites], atOnce, async (suite) => {
    const failure = await firstFailure(copy, suite);
    if (failure) throw new Error(`nothing is broken, and ${suite.name} fails: ${failure}`);
  }),
);
const seconds = () => (performance.now() - begin) / 1_000;
print(`${suites.size} suites are green if nothing is broken, after ${seconds().toFixed(1)} s`);

const verdicts: Verdict[] = await inLanes(mutants, atOnce, async ({ area, mutation }) => {
  const verdict = await judge(area, mutation);
  print(verdictLine(verdict));
  return verdict;
});
print(`${killRate(verdicts)} in ${seconds().toFixed(0)} s`);
// A record for readers: a part of it is not, and a run in CI must leave the checkout as it was.
if (mutants.length === all.length && !process.env['CI']) {
  const commit = execFileSync('git', ['describe', '--always', '--dirty', '--exclude=*'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  const file = join(projectRoot, 'docs/contract-mutations.md');
  await writeFile(file, verdictsTable(verdicts, commit.trim(), seconds()));
}
process.exitCode = verdicts.every(({ killer }) => killer) ? 0 : 1;
