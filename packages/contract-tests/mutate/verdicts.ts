import { availableParallelism } from 'node:os';
import type { Verdict } from './judge.ts';

/** How many mutants were killed. */
export function killRate(verdicts: readonly Verdict[]): string {
  const killed = verdicts.filter(({ killer }) => killer).length;
  return `${killed} of ${verdicts.length} killed (${Math.floor((100 * killed) / verdicts.length)} %)`;
}

/** A mutant on one line. */
export function verdictLine({ area, name, suite, killer, seconds }: Verdict): string {
  const fate = killer ? `killed by ${suite}, ${killer}` : 'SURVIVED';
  return `${seconds.toFixed(1).padStart(6)} s  ${area}: ${name} -> ${fate}`;
}

/** The page of the documentation. */
export function verdictsTable(verdicts: readonly Verdict[], commit: string, seconds: number): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const head = ['area', 'breakage', 'killed by', 'test', 'seconds'];
  const rows = verdicts.map(({ area, name, suite = 'SURVIVED', killer = '', seconds }) => [
    area,
    name,
    suite,
    killer,
    seconds.toFixed(1),
  ]);
  return `# Deliberate breakages, and the tests that saw them

${killRate(verdicts)}, on ${new Date().toISOString().slice(0, 10)} at ${commit}, in ${Math.ceil(seconds / 60)} min on ${availableParallelism()} cores.
Written by \`pnpm contract:mutate\`.

Each line is one change of the contract, or of the types that are made of it, made alone in a copy of the project. The copy
builds what is made of the changed part, then runs tests up to the first that fails.

${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}
`;
}
