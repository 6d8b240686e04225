// More would hardly be faster, and would leave fewer whole files after a failure.
const atOnce = 3;

/** Works on a few items at a time. The first failure aborts the others, and is thrown once they are gone. */
export async function fewAtOnce<T>(
  items: readonly T[],
  controller: AbortController,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async () => {
    try {
      for (const item of queue) {
        controller.signal.throwIfAborted();
        await work(item);
      }
    } catch (error) {
      failures.push(error);
      controller.abort();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw failures[0];
}
