/** How much of something a package may have, and how much it had when that was last decided. */
export interface Budget {
  readonly limit: number;
  readonly measured: number;
  /** When and at which commit. */
  readonly since: string;
}

/** By what is counted, then by package or entry. */
export type Budgets = Readonly<Record<string, Readonly<Record<string, Budget>>>>;

/** What was counted now, in the same order. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A line for each budget that is exceeded, or that nobody measured. */
export function checkBudgets(budgets: Budgets, counts: Counts): string[] {
  return Object.entries(budgets).flatMap(([unit, entries]) =>
    Object.entries(entries).flatMap(([entry, { limit, measured, since }]) => {
      const count = counts[unit]?.[entry];
      if (count === undefined || Number.isNaN(count)) return [`${entry}: its ${unit} were not measured`];
      if (count <= limit) return [];
      return [
        `${entry} has ${show(count)} ${unit}, ${show(count - limit)} over its budget of ${show(limit)}: ` +
          `${show(count - measured)} more than the ${show(measured)} of ${since}`,
      ];
    }),
  );
}

const show = (value: number): string => value.toLocaleString('en');
