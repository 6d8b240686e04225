/** What was measured, round by round, for each subject. */
export type Samples = Readonly<Record<string, readonly number[]>>;

/** Measures every subject in each round, starting with another one each time, so that none has the quiet moments. */
export async function interleave(
  rounds: number,
  subjects: readonly string[],
  measure: (subject: string) => Promise<number>,
): Promise<Samples> {
  const samples: Record<string, number[]> = Object.fromEntries(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % subjects.length;
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)])
      samples[subject]?.push(await measure(subject));
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
export function spread(values: readonly number[] = []): string {
  if (values.length === 0) return '-';
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map((value) =>
    value.toFixed(2),
  );
  return `${middle} (${least} to ${most})`;
}
