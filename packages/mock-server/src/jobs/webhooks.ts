import { isLoopback } from '../http/loopback.ts';
import type { Alarm } from './clock.ts';
import { type Job, jobStatus } from './job.ts';

/** Calls the `webhook_url` of jobs that end. */
export interface Webhooks {
  /** Has the job's address called once the job has ended. */
  watch(job: Job): void;
  /** Forgets all jobs, and ends the calls that are under way. */
  clear(): void;
}

/** By this the page refuses a webhook: no job may reset a mock. */
export const webhookAgent = 'chamelaion-mock-webhook';

// An application that hangs must not keep a connection for ever.
const longestCallMs = 10_000;

/**
 * Calls the addresses of this machine alone, any, or none. What the API sends is not documented: the body here is only a
 * hint, and an application must not read it.
 */
export function createWebhooks(allowed: 'loopback' | 'any' | 'none', clock: Alarm): Webhooks {
  const calls = new Set<AbortController>();

  const call = async (address: string, body: string): Promise<void> => {
    const abort = new AbortController();
    calls.add(abort);
    const timer = setTimeout(() => abort.abort(), longestCallMs).unref();
    try {
      const headers = { 'content-type': 'application/json', 'user-agent': webhookAgent };
      const { signal } = abort;
      // A redirect could lead anywhere.
      const response = await fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal });
      await response.body?.cancel();
    } catch {
      // An application that fails, or is not there, is not called again.
    } finally {
      clearTimeout(timer);
      calls.delete(abort);
    }
  };

  return {
    watch(job) {
      const { webhook_url: address } = job.given;
      if (typeof address !== 'string' || !mayCall(address, allowed)) return;
      const body = { request_id: job.id, status: jobStatus(job, job.endsAt) };
      clock.at(job.endsAt, () => void call(address, JSON.stringify(body)));
    },
    clear() {
      clock.clear();
      for (const abort of calls) abort.abort();
    },
  };
}

function mayCall(address: string, allowed: 'loopback' | 'any' | 'none'): boolean {
  // Not every URI is a URL that can be called.
  if (allowed === 'none' || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (!/^https?:$/.test(protocol)) return false;
  return allowed === 'any' || isLoopback(hostname);
}
