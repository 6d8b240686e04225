/** Throws unless both are the same as JSON. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: ${left} instead of ${right}`);
}

/** The error that `promise` rejects with; throws if it resolves, or rejects with another class. */
export async function rejection<E extends Error>(
  promise: PromiseLike<unknown>,
  Expected: new (...args: never[]) => E,
): Promise<E> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    if (error instanceof Expected) return error;
    throw new Error(`${error} instead of ${Expected.name}`, { cause: error });
  }
  throw new Error(`${JSON.stringify(value)} instead of ${Expected.name}`);
}
