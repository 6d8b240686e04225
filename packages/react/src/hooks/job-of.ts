import type { Chamelaion, JobRequest, Submitted } from '@chamelaion/client';
import type { QueryClient } from '@tanstack/react-query';
import type { JobKind } from '../core/job-kind.ts';
import { createJob, type Job, type JobOptions } from './create-job.ts';

// With the cache that holds the rest of what is known of them: on a server, with one request.
const jobs = new WeakMap<QueryClient, Map<string, unknown>>();

/** The job of a kind that all components with one storage key share, if their clients reach one base URL. */
export function jobOf<R extends JobRequest, Body extends object, MediaBody extends object, Made extends Submitted>(
  kind: JobKind<R, Body, MediaBody, Made>,
  client: Chamelaion,
  queryClient: QueryClient,
  key: string,
  options: JobOptions,
): Job<Omit<Body, 'reference_id'>, Omit<MediaBody, 'reference_id'>, Made> {
  const known = jobs.get(queryClient) ?? new Map<string, unknown>();
  jobs.set(queryClient, known);
  const name = `${kind.name} ${client.baseURL} ${key}`;
  const job = known.get(name) ?? createJob(kind, client, queryClient, key, options);
  known.set(name, job);
  return job as ReturnType<typeof createJob<R, Body, MediaBody, Made>>;
}
