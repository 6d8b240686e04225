import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from '@chamelaion/spec/operations';
import type { BatchKind } from '../item.ts';
import { pause, resumed, type Worker } from './worker.ts';

// A page, and a statement.
const pageSize = 100;

/** A job that the API shows, by its reference in lower case. */
interface Found {
  readonly reference_id: string;
  readonly kind: BatchKind;
  readonly request_id: string | null;
  readonly created_at: string;
}

/**
 * If the store may be older than what was sent: reads all jobs that the API lists, and gives items the jobs that are
 * theirs. Nothing is submitted before that.
 */
export async function recover(worker: Worker, signal: AbortSignal): Promise<void> {
  const { client, store, items, settleTimeout } = worker;
  const [doubt] = await store.query<{ age: number; since: string }>(
    `select (extract(epoch from now() - doubt_since) * 1000)::float8 as age, doubt_since::text as since
    from chamelaion.batch
    where doubt_since is not null`,
  );
  if (!doubt) return;
  // What was sent a moment before the stop may still appear.
  await sleep(Math.max(0, settleTimeout - doubt.age), undefined, { signal });
  for (const kind of Object.keys(kinds) as BatchKind[]) {
    const found = new Map<string, Found>();
    const page = await client[kind].requests.list({ limit: pageSize }, { signal, maxRetries: 8 });
    let count = 0;
    for await (const job of page) {
      count++;
      const { id, reference_id, created_at } = job ?? {};
      const reference = String(reference_id).trim().toLowerCase();
      // Only references of the form that this package makes can be ours.
      if (!/^chm_[\w-]{22}$/.test(reference)) continue;
      // If one reference has several jobs, one that did not fail counts.
      if (job.status === 'failed' && found.has(reference)) continue;
      found.set(reference, {
        kind,
        // A job without a usable id is looked for once more when its turn comes.
        request_id: typeof id === 'string' && /^[\w-]+$/.test(id) ? id : null,
        created_at: Number.isNaN(Date.parse(created_at)) ? new Date().toISOString() : created_at,
        reference_id: reference,
      });
    }
    const { total = 0 } = page.pagination ?? {};
    if (count < total) {
      await pause(worker, `The API lists ${count} of ${total} jobs (${kind}): resume, and they are looked for again`);
      await resumed(worker, signal);
      return recover(worker, signal);
    }
    const jobs = [...found.values()];
    while (jobs.length > 0) {
      await store.query(
        `insert into chamelaion.found select * from jsonb_to_recordset($1::jsonb)
          as given (reference_id text, kind text, request_id text, created_at timestamptz)
        on conflict (reference_id) do nothing`,
        [JSON.stringify(jobs.splice(0, pageSize))],
      );
    }
  }
  await items.adoptFound();
  // Another process may doubt since then.
  await store.query('update chamelaion.batch set doubt_since = null where doubt_since = $1::timestamptz', [
    doubt.since,
  ]);
}
