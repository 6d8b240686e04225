import { type Kind, kinds } from '@chamelaion/spec/operations';
import type { Job } from './job.ts';

/** Keeps jobs by id and by reference, and lists them newest first. */
export interface JobStore {
  add(job: Job): void;
  /** By id, or else the newest by reference. */
  find(idOrReference: string, now: number): Job | undefined;
  /** Newest first; with `referenceId`, only jobs with exactly this reference. */
  list(now: number, referenceId?: string | undefined): Job[];
  clear(): void;
}

/** The jobs of each kind. */
export type JobStores = Readonly<Record<Kind, JobStore>>;

/** A store for each kind of job. */
export function createJobStores(maxJobs: number): JobStores {
  const entries = Object.keys(kinds).map((kind) => [kind, createJobStore(maxJobs)]);
  return Object.fromEntries(entries) as JobStores;
}

/** Beyond `maxJobs`, the oldest job is dropped once it has ended. */
function createJobStore(maxJobs: number): JobStore {
  const byId = new Map<string, Job>();
  const byReference = new Map<string, Job[]>();

  const dropOldest = (now: number): void => {
    for (const oldest of byId.values()) {
      if (byId.size <= maxJobs || now < oldest.endsAt) return;
      byId.delete(oldest.id);
      if (oldest.referenceId === undefined) continue;
      const sharing = byReference.get(oldest.referenceId);
      sharing?.shift();
      if (sharing?.length === 0) byReference.delete(oldest.referenceId);
    }
  };

  return {
    add(job) {
      byId.set(job.id, job);
      if (job.referenceId !== undefined) {
        const sharing = byReference.get(job.referenceId);
        if (sharing) sharing.push(job);
        else byReference.set(job.referenceId, [job]);
      }
      dropOldest(job.createdAt);
    },
    find(idOrReference, now) {
      const retrievable = (job: Job): boolean => job.retrievableAt <= now;
      const job = byId.get(idOrReference);
      if (job) return retrievable(job) ? job : undefined;
      return byReference.get(idOrReference)?.findLast(retrievable);
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
