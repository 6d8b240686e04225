import { setTimeout as sleep } from 'node:timers/promises';
import { kinds } from '@chamelaion/spec/operations';
import type { BatchKind } from '../item.ts';
import type { Worker } from './worker.ts';

// Jobs of one statement.
const pageSize = 100;

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
export async function recover({ client, store, items, settleTimeout }: Worker, signal: AbortSignal): Promise<void> {
  const [doubt] = await store.query<{ age: number; since: string }>(
    `select (extract(epoch from now() - doubt_since) * 1000)::float8 as age, doubt_since::text as since
    from chamelaion.batch
    where doubt_since is not null`,
  );
  if (!doubt) return;
  // What was sent a moment before the stop may still appear.
  await sleep(Math.max(0, settleTimeout - doubt.age), undefined, { signal });
  for (const kind of Object.keys(kinds) as BatchKind[]) {
    const keep = async (found: readonly Found[]) => {
      await store.query(
        `insert into chamelaion.found select * from jsonb_to_recordset($1::jsonb)
          as given (reference_id text, kind text, request_id text, created_at timestamptz)
        on conflict (reference_id) do nothing`,
        [JSON.stringify(found)],
      );
    };
    const found: Found[] = [];
    // If one reference has several jobs, one that did not fail counts.
    const failed: Found[] = [];
    for await (const job of client[kind].requests.list({ limit: pageSize }, { signal, maxRetries: 8 })) {
      const { id, reference_id, created_at } = job ?? {};
      // Only references of the form that this package makes can be ours.
      if (!/^\s*chm_[\w-]{22}\s*$/i.test(reference_id ?? '')) continue;
      (job.status === 'failed' ? failed : found).push({
        kind,
        // A job without a usable id is looked for once more when its turn comes.
        request_id: typeof id === 'string' && /^[\w-]+$/.test(id) ? id : null,
        created_at: Number.isNaN(Date.parse(created_at)) ? new Date().toISOString() : created_at,
        reference_id: String(reference_id).trim().toLowerCase(),
      });
      if (found.length >= pageSize) await keep(found.splice(0));
    }
    await keep(found);
    await keep(failed);
  }
  await items.adoptFound();
  // Another process may doubt since then.
  await store.query('update chamelaion.batch set doubt_since = null where doubt_since = $1::timestamptz', [
    doubt.since,
  ]);
}
