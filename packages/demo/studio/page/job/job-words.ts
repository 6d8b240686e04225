import { formatDuration } from '../format.ts';
import { failureWords, lookingWords, refusalWords, type Words } from './error-words.ts';
import type { Original, StudioJob } from './studio-job.ts';

/** What only one kind of job says. */
export interface KindWords {
  /** The form. */
  readonly idle: Words;
  /** What is done to the video. */
  readonly processing: string;
  /** The result; the time that it took comes before the advice, which is left out if the original cannot be shown. */
  readonly completed: Words;
}

/** How the job stands, said to a person. */
export function jobWords(job: StudioJob, kind: KindWords, original: Original = {}): Words {
  switch (job.phase) {
    case 'idle':
      return kind.idle;
    case 'refused':
      return refusalWords(job.error);
    case 'interrupted':
      return {
        heading: 'The upload was cut off',
        advice: 'No job was found in half a minute of looking. Start again, or look once more.',
      };
    case 'submitting':
      return job.uploadProgress && job.uploadProgress.sent < job.uploadProgress.total
        ? { heading: 'Uploading', advice: 'Keep this page open until the upload is done.' }
        : { heading: 'Sending', advice: 'Keep this page open for a moment.' };
    case 'looking':
      return {
        heading: 'Looking for your job',
        advice: 'This takes half a minute at most. Nothing is sent again.',
      };
    case 'submitted':
    case 'queued':
      return { heading: 'Queued', advice: `The job was made, and waits for its turn. ${onwards}` };
    case 'uploading':
      return { heading: 'The service is uploading', advice: `Your own part is done. ${onwards}` };
    case 'processing':
      return { heading: 'Processing', advice: `${kind.processing} ${onwards}` };
    case 'completed': {
      const took = `It took ${formatDuration(job.elapsed)}.`;
      const { heading, advice } = kind.completed;
      return { heading, advice: original.src ? `${took} ${advice}` : took };
    }
    case 'failed':
      return failureWords(job.request.error_message, original.addresses ?? {});
    case 'stopped':
      return { heading: 'Not waiting any more', advice: 'If the job was made, it goes on, and shows below.' };
    case 'unsettled':
    case 'forgotten':
      return lookingWords(job.error);
    default:
      return { heading: 'Under way', advice: onwards };
  }
}

const onwards = 'You may reload or leave this page: the job goes on.';
