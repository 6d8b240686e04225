/** What was measured, round by round, for each subject. */
export type Samples = Readonly<Record<string, readonly number[]>>;

/** Measures every subject in each round, starting with another one each time, so that none has the quiet moments. */
export async function interleave(
  rounds: number,
  subjects: Readonly<Record<string, () => Promise<number>>>,
): Promise<Samples> {
  const entries = Object.entries(subjects);
  const samples = Object.fromEntries(entries.map(([name]): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % entries.length;
    for (const [name, measure] of [...entries.slice(first), ...entries.slice(0, first)])
      samples[name]?.push(await measure());
  }
  return samples;
}

/** How often `base` of the same round goes into each sample. */
export function ratios(samples: Samples, base: string): Samples {
  const bases = samples[base] ?? [];
  const relate = (values: readonly number[]) => values.map((value, round) => value / (bases[round] ?? Number.NaN));
  return Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, relate(values)]));
}

/** The milliseconds that the work takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The median and, in brackets, the least and the most. */
export function spread(values: readonly number[] = [], digits = 2): string {
  if (values.length === 0) return '-';
  const show = (value: number) => value.toFixed(digits);
  return `${show(median(values))} (${show(Math.min(...values))} to ${show(Math.max(...values))})`;
}
