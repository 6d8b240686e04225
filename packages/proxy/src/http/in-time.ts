/** What `work` gives within so many milliseconds; throws what `late` makes if it takes longer. */
export async function inTime<T>(work: T | PromiseLike<T>, milliseconds: number, late: () => Error): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same for an application's own code, which has half a minute. */
export function fromApplication<T>(work: T | PromiseLike<T>, what: string): Promise<T> {
  return inTime(work, 30_000, () => new Error(`${what} took longer than 30 s`));
}
