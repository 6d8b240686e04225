import { setTimeout as sleep } from 'node:timers/promises';

/** The queues: who submits an item, who follows all jobs, who downloads a result. */
export const queues = ['submit', 'follow', 'download'] as const;

/** Runs one statement, and gives its rows. */
export type Query = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;

// Postgres is starting, stopping, out of connections, or out of reach, or has ended one of two that waited for each other.
const outage = /^(08...|57P0[123]|53300|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** True if the database cannot be reached now; what was asked may be asked again. */
export function isOutage(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return (
    outage.test(code ?? '') ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect|not opened/.test(message)
  );
}

/** Runs what needs the database again and again while that is away. What it runs may be run twice. */
export type Patiently = <T>(attempt: () => Promise<T>) => Promise<T>;

/** Patience that ends once `signal` is aborted. */
export function patienceUntil(signal: AbortSignal): Patiently {
  return async (attempt) => {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (signal.aborted || !isOutage(error)) throw error;
        await sleep(500, undefined, { signal }).catch(() => {});
      }
    }
  };
}
