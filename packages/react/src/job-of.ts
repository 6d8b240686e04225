import type { Chamelaion } from '@chamelaion/client';
import type { QueryClient } from '@tanstack/react-query';
import { createJob, type Job } from './create-job.ts';
import type { LipsyncJobOptions } from './lipsync-job.ts';

// With the cache that holds the rest of what is known of them: on a server, with one request.
const jobs = new WeakMap<QueryClient, Map<string, Job>>();

/** The job that all components with one storage key share, whose clients reach one base URL. */
export function jobOf(
  client: Chamelaion,
  queryClient: QueryClient,
  key: string,
  options: LipsyncJobOptions,
): Job {
  const known = jobs.get(queryClient) ?? new Map<string, Job>();
  jobs.set(queryClient, known);
  const name = `${client.baseURL} ${key}`;
  const job = known.get(name) ?? createJob(client, queryClient, key, options);
  known.set(name, job);
  return job;
}
