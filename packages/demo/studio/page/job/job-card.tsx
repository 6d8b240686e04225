import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { formatBytes, formatDuration } from '../format.ts';
import { Icon } from '../icon.tsx';
import { lookingWords, type Words } from './error-words.ts';
import { isBad, isOpen, type StudioJob, tabSign } from './studio-job.ts';

interface JobCardProps {
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
  const actions = Object.entries(actionsOf(job, next));
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
      {tabSign(job)?.word === 'running' && <JobProgress job={job} />}
      {job.phase === 'completed' && result}
      {actions.length > 0 && (
        <div className="actions">
          {actions.map(([label, act], index) => (
            <button
              key={label}
              type="button"
              className={index === 0 && act !== job.stopWaiting ? 'primary' : undefined}
              onClick={act}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

/** What can be done in each phase, the likeliest first. */
function actionsOf({ phase, reset, resume, stopWaiting }: StudioJob, next: string): Record<string, () => void> {
  switch (phase) {
    case 'idle':
    case 'refused':
      return {};
    case 'submitting':
      return { Cancel: stopWaiting };
    case 'completed':
      return { [next]: reset };
    case 'failed':
      return { 'Try again': reset };
    case 'interrupted':
    case 'forgotten':
      return { 'Start again': reset, 'Look once more': resume };
    case 'stopped':
      return { 'Go on waiting': resume, 'Start again': reset };
    case 'unsettled':
      return { 'Look again': resume, 'Start again': reset };
    default:
      return { 'Stop waiting': stopWaiting };
  }
}

const steps = ['Send', 'Queue', 'Process', 'Done'];

/** How far the job has come, while it is under way. */
function JobProgress({ job: { phase, uploadProgress, elapsed, error } }: { job: StudioJob }) {
  const at = { submitting: 0, looking: 0, submitted: 1, queued: 1 }[phase as string] ?? 2;
  return (
    <div className="progress">
      <ol className="steps">
        {steps.map((step, index) => (
          <li key={step} className={index < at ? 'past' : undefined} aria-current={index === at && 'step'}>
            <span className="dot">{index < at ? <Icon name="done" /> : index + 1}</span>
            {step}
            {index < at && <span className="visually-hidden">, done</span>}
          </li>
        ))}
      </ol>
      {phase === 'submitting' && uploadProgress && (
        <label className="upload">
          <progress value={uploadProgress.sent} max={uploadProgress.total} />
          <span>
            {formatBytes(uploadProgress.sent)} of {formatBytes(uploadProgress.total)} sent
          </span>
        </label>
      )}
      <p className="elapsed">
        Time so far: <span>{formatDuration(elapsed)}</span>
      </p>
      {error && (
        <p className="note">
          <Icon name="warning" /> {lookingWords(error).heading}. The page keeps asking; the job itself goes on.
        </p>
      )}
    </div>
  );
}

/**
 * Moves the focus to the heading when the view changes and what had the focus went with it. A person who is elsewhere on
 * the page stays there.
 */
function useHeadingFocus(view: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(view);
  useEffect(() => {
    if (seen.current === view) return;
    seen.current = view;
    if (document.activeElement === document.body) heading.current?.focus();
  }, [view]);
  return heading;
}
