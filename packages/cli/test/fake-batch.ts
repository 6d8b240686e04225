import type { Batch, BatchItemStatus, BatchStatus } from '@chamelaion/batch';

/** A batch that only remembers. */
export function fakeBatch(status: Partial<BatchStatus> = {}, items: Partial<BatchItemStatus>[] = []) {
  const calls: unknown[][] = [];
  const remember =
    (name: string, answer?: unknown) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args]);
      return answer;
    };
  const whole = {
    id: 'the-id',
    total: 3,
    queued: 0,
    running: 0,
    completed: 0,
    downloaded: 3,
    failed: 0,
    states: { downloaded: 2, failed: 1 },
    recovering: false,
    jobs: 3,
    processed_minutes: 1,
    ...status,
  };
  const batch = {
    id: 'the-id',
    status: async () => whole,
    add: async (rows: AsyncIterable<unknown>) => {
      for await (const row of rows) calls.push(['add', row]);
      return 3;
    },
    async *items({ state }: { state?: string } = {}) {
      yield* items.filter((item) => state === undefined || item.state === state);
    },
    async *run(options: { signal?: AbortSignal }) {
      calls.push(['run']);
      yield { type: 'late', key: 'a', error: 'busy\u001b[2J', progress: whole };
      yield { type: 'downloaded', key: 'a', outputs: [{ path: 'out/a.mp4' }], progress: whole };
      // Stopped, it ends without an error.
      calls.push(['stopped', options.signal?.aborted]);
    },
    async *report(format: string) {
      yield `as ${format}\n`;
    },
    pause: remember('pause'),
    resume: remember('resume'),
    retry: remember('retry', ['b']),
    close: remember('close'),
  };
  return { calls, openBatch: async () => batch as unknown as Batch };
}
