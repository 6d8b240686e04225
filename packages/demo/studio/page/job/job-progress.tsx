import { formatBytes } from '../format-bytes.ts';
import { formatDuration } from '../format-duration.ts';
import { Icon } from '../icon.tsx';
import { lookingWords } from './error-words.ts';
import type { StudioJob } from './studio-job.ts';

const steps = ['Send', 'Queue', 'Process', 'Done'];

/** How far the job has come. Undefined if it goes nowhere. */
function stepOf({ phase }: StudioJob): number | undefined {
  switch (phase) {
    case 'submitting':
    case 'looking':
      return 0;
    case 'submitted':
    case 'queued':
      return 1;
    case 'idle':
    case 'refused':
    case 'interrupted':
    case 'forgotten':
    case 'completed':
    case 'failed':
    case 'stopped':
    case 'unsettled':
      return undefined;
    default:
      return 2;
  }
}

/** The job while it is under way. */
export function JobProgress({ job }: { job: StudioJob }) {
  const at = stepOf(job);
  if (at === undefined) return null;
  const { phase, uploadProgress, elapsed, error } = job;
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
