import type { StudioJob } from './studio-job.ts';

interface Action {
  readonly label: string;
  readonly act: () => void;
  readonly primary?: boolean;
}

/** What can be done in each phase, the likeliest first. */
function actionsOf({ phase, reset, resume, stopWaiting }: StudioJob, next: string): Action[] {
  const again = { label: 'Start again', act: reset };
  switch (phase) {
    case 'idle':
    case 'refused':
      return [];
    case 'submitting':
      return [{ label: 'Cancel', act: stopWaiting }];
    case 'completed':
      return [{ label: next, act: reset, primary: true }];
    case 'failed':
      return [{ label: 'Try again', act: reset, primary: true }];
    case 'interrupted':
    case 'forgotten':
      return [
        { ...again, primary: true },
        { label: 'Look once more', act: resume },
      ];
    case 'stopped':
      return [{ label: 'Go on waiting', act: resume, primary: true }, again];
    case 'unsettled':
      return [{ label: 'Look again', act: resume, primary: true }, again];
    default:
      return [{ label: 'Stop waiting', act: stopWaiting }];
  }
}

/** The buttons below a job; `next` begins another once it has completed. */
export function JobActions({ job, next }: { job: StudioJob; next: string }) {
  const actions = actionsOf(job, next);
  if (actions.length === 0) return null;
  return (
    <div className="actions">
      {actions.map(({ label, act, primary }) => (
        <button key={label} type="button" className={primary ? 'primary' : undefined} onClick={act}>
          {label}
        </button>
      ))}
    </div>
  );
}
