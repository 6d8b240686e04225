import { type ReactNode, useId } from 'react';
import { JobActions } from './job-actions.tsx';
import { JobProgress } from './job-progress.tsx';
import { isBad, isOpen, type StudioJob } from './studio-job.ts';
import { useHeadingFocus } from './use-heading-focus.ts';
import type { Words } from './words.ts';

/** A job, how it stands, and what is shown before and after it. */
export interface JobCardProps {
  job: StudioJob;
  words: Words;
  form: ReactNode;
  /** Shown once the job has completed. */
  result: ReactNode;
  /** The button that begins the next one. */
  next: string;
}

/** One job from the form to its result, on one spot of the page. */
export function JobCard({ job, words, form, result, next }: JobCardProps) {
  const open = isOpen(job);
  const heading = useHeadingFocus(open ? `form ${job.phase}` : words.heading);
  const [title, told] = [useId(), useId()];
  return (
    <section className="card" aria-labelledby={title}>
      <p className="visually-hidden" role="status">
        {job.phase === 'idle' ? '' : `${words.heading}. ${words.advice}`}
      </p>
      <div className={`words ${isBad(job) ? 'bad' : job.phase}`}>
        <h2 id={title} ref={heading} tabIndex={-1} aria-describedby={told}>
          {words.heading}
        </h2>
        <p id={told}>{words.advice}</p>
      </div>
      {job.storageError && (
        <p className="note">
          This browser keeps nothing for this page: a reload would lose sight of the job. It would still show below.
        </p>
      )}
      {open && form}
      <JobProgress job={job} />
      {job.phase === 'completed' && result}
      <JobActions job={job} next={next} />
    </section>
  );
}
