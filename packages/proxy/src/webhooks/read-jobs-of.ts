import { kinds } from '@chamelaion/spec/operations';
import { type Answer, complain, failureAnswer, writeAnswer } from '../http/answer.ts';
import { inTime } from '../http/in-time.ts';
import { BadGateway, Refusal, unreadable } from '../http/refusal.ts';
import { type Access, createUpstream } from '../http/upstream.ts';
import { createJobReader } from '../jobs/read-jobs.ts';
import type { WebhookJob } from './options.ts';

/** Reads the jobs that have a reference, the oldest first; most references have one. */
export type ReadJobsOf = (reference: string) => Promise<readonly WebhookJob[]>;

// The only kind that takes a webhook_url.
const kind = 'videoTranslate';
const longestRead = 30_000;
const asTheyAre = { prefix: '', readable: [''] };
// The address is left out: its signature belongs in no log of the application.
const plain = { references: undefined, webhookHosts: new Set<string>() };

/** Reads by the list, as the API retrieves no translation by its reference. Says in the log what failed. */
export function createReadJobsOf(access: Access): ReadJobsOf {
  const upstream = createUpstream(access);

  async function list(reference: string): Promise<Answer> {
    const controller = new AbortController();
    const late = () => {
      controller.abort();
      return new BadGateway('no answer from the API within 30 s');
    };
    const jobs = createJobReader(upstream, kind, asTheyAre, plain, controller.signal);
    const query = { reference, limit: 20, offset: 0, filters: new URLSearchParams() };
    const answer = await inTime(jobs.list(query), longestRead, late);
    if (!dataOf(answer.body).every(hasItsResult)) throw unreadable();
    return answer;
  }

  return async (reference) => {
    // Written as for a caller, because an answer that shows the key is held back there.
    const shown = writeAnswer(await list(reference).catch(failureAnswer), access.apiKey);
    if (!shown.ok) {
      complain(`the job of a webhook could not be read (${shown.status}); the next call tries again`);
      throw new Refusal(502, 'bad gateway');
    }
    const jobs = dataOf(await shown.json());
    if (jobs.length === 0) {
      complain(`a webhook was called for the reference_id ${JSON.stringify(reference)}, but no job has it`);
      throw new Refusal(503, 'there is no such job yet', { 'retry-after': '5' });
    }
    return [...jobs].sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  };
}

function dataOf(page: unknown): readonly WebhookJob[] {
  return (page as { data: WebhookJob[] }).data;
}

function hasItsResult(job: WebhookJob): boolean {
  return job.status !== 'completed' || Object.keys(job[kinds[kind].result] ?? {}).length > 0;
}
