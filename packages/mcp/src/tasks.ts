import { once } from 'node:events';

/** Work that may take longer than a call, such as an upload: it goes on, and the same call again joins it. */
export class Tasks {
  readonly #tasks = new Map<string, { result: Promise<unknown>; controller: AbortController }>();

  /** True if there is work under this key whose result no call has yet. */
  has(key: string): boolean {
    return this.#tasks.has(key);
  }

  /** Starts the work, or joins it; undefined if it takes longer than the call may. A call that is cancelled ends it. */
  async join<T>(key: string, call: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    call.throwIfAborted();
    let task = this.#tasks.get(key);
    if (!task) {
      const controller = new AbortController();
      task = { controller, result: work(controller.signal) };
      this.#tasks.set(key, task);
    }
    const { result, controller } = task;
    const isOver = () => call.reason?.name === 'TimeoutError';
    const over = once(call, 'abort').then(() => isOver() || controller.abort(call.reason));
    // A result that comes too late for this call waits for the next.
    const taken = result.finally(() => isOver() || this.#tasks.delete(key));
    return (await Promise.race([taken, over.then(() => undefined)])) as T | undefined;
  }

  /** Ends all of them. */
  close(): void {
    for (const { controller } of this.#tasks.values()) controller.abort();
  }
}
