import { setTimeout as sleep } from 'node:timers/promises';

/** Where statements go: pg-boss's own connections. */
export interface Database {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Runs one statement, and gives its rows. */
export type Query = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;

// Postgres is starting, stopping, out of connections, or out of reach.
const outage = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** True if the database cannot be reached now; what was asked may be asked again. */
export function isOutage(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return (
    outage.test(code ?? '') || /Connection terminated|timeout exceeded when trying to connect|not opened/.test(message)
  );
}

/**
 * Statements that wait while the database is away, until `signal` is aborted. Each of ours may be run twice: a statement
 * whose answer was lost is run again.
 */
export function patientQuery(database: Database, signal: AbortSignal): Query {
  return async <Row>(text: string, values?: unknown[]) => {
    for (;;) {
      try {
        return (await database.executeSql(text, values)).rows as Row[];
      } catch (error) {
        if (signal.aborted || !isOutage(error)) throw error;
        await sleep(500, undefined, { signal }).catch(() => {});
      }
    }
  };
}
