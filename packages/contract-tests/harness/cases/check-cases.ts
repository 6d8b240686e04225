import fc from 'fast-check';

/** Another one by CONTRACT_SEED, which a failure names. */
const seed = Number(process.env['CONTRACT_SEED'] ?? 20_260_407);

/** Of `pnpm test:contract` and CI, which take their time. */
const most = process.env['THOROUGH'] ? 500 : 0;

/** Judges generated cases, and fails with the smallest bad one; `judge` throws what is to be said of it. */
export async function checkCases<T>(
  name: string,
  cases: fc.Arbitrary<T>,
  judge: (input: T) => Promise<void>,
  numRuns: number,
): Promise<void> {
  const details = await fc.check(fc.asyncProperty(cases, judge), { seed, numRuns: Math.max(numRuns, most) });
  process.stdout.write(`${name}: ${details.numRuns} cases, seed ${seed}\n`);
  if (!details.failed) return;
  const { numShrinks, errorInstance, counterexample } = details;
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const input = why.includes('curl') ? '' : `${fc.stringify(counterexample?.[0])}\n`;
  throw new Error(
    `${name}, case ${details.numRuns}, made smaller ${numShrinks} times (CONTRACT_SEED=${seed}):\n${input}${why}`,
  );
}
