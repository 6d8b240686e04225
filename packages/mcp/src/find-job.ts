import type { Chamelaion, JobRequest } from '@chamelaion/client';
import type { Kind } from '@chamelaion/spec/operations';

type Found = { readonly id?: string; readonly isSure: boolean };

/** How long a job that was sent may be missing from the list, in milliseconds. */
const missingFor = 30_000;

/** Looks for a job of an earlier session. Without an `id`, `isSure` says that none can appear any more. */
export async function findJob(client: Chamelaion, kind: Kind, reference: string, signal: AbortSignal): Promise<Found> {
  const { data, pagination } = await client[kind].requests.list({ reference_id: reference }, { signal });
  const jobs: readonly (JobRequest | null)[] = Array.isArray(data) ? data : [null];
  const ours = jobs.filter((job) => job?.reference_id === reference);
  const job = ours.find((job) => job?.status !== 'failed') ?? ours[0];
  if (job?.id) return { id: job.id, isSure: true };
  // What an earlier session has sent was sent before this process began.
  return { isSure: jobs.length === 0 && !(pagination?.total > 0) && performance.now() > missingFor };
}
