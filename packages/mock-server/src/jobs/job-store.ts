import { type Kind, kinds } from '@chamelaion/spec/operations';
import type { Job } from './job.ts';

/** Keeps jobs by id and by reference, and lists them newest first. */
export interface JobStore {
  add(job: Job): void;
  /** By id, or, if the kind's jobs can be retrieved by it, else the newest by reference. */
  find(id: string, now: number): Job | undefined;
  /** Newest first; with `referenceId`, only jobs with exactly this reference. */
  list(now: number, referenceId?: string | undefined): Job[];
  clear(): void;
}

/** The jobs of each kind. */
export type JobStores = Readonly<Record<Kind, JobStore>>;

/** A store for each kind of job. */
export function createJobStores(maxJobs: number): JobStores {
  const entries = Object.entries(kinds).map(([kind, links]) => [kind, createJobStore(maxJobs, 'findOne' in links)]);
  return Object.fromEntries(entries) as JobStores;
}

/** Beyond `maxJobs`, the oldest job is dropped once it has ended. */
function createJobStore(maxJobs: number, findsOne: boolean): JobStore {
  const byId = new Map<string, Job>();
  const byReference = new Map<string, Job[]>();

  const dropOldest = (now: number): void => {
    for (const oldest of byId.values()) {
      if (byId.size <= maxJobs || now < oldest.endsAt) return;
      byId.delete(oldest.id);
      if (oldest.given.reference_id === undefined) continue;
      const sharing = byReference.get(oldest.given.reference_id);
      sharing?.shift();
      if (sharing?.length === 0) byReference.delete(oldest.given.reference_id);
    }
  };

  return {
    add(job) {
      byId.set(job.id, job);
      const { reference_id } = job.given;
      if (reference_id !== undefined) {
        const sharing = byReference.get(reference_id);
        if (sharing) sharing.push(job);
        else byReference.set(reference_id, [job]);
      }
      dropOldest(job.createdAt);
    },
    find(id, now) {
      const retrievable = (job: Job): boolean => job.retrievableAt <= now;
      const job = byId.get(id);
      if (job) return retrievable(job) ? job : undefined;
      return findsOne ? byReference.get(id)?.findLast(retrievable) : undefined;
    },
    list(now, referenceId) {
      const jobs = referenceId === undefined ? [...byId.values()] : (byReference.get(referenceId) ?? []);
      return jobs.filter((job) => job.listedAt <= now).reverse();
    },
    clear() {
      byId.clear();
      byReference.clear();
    },
  };
}
