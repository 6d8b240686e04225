import type { LipsyncJob } from '@chamelaion/react';
import { lookingWords } from './error-words.ts';
import { failureWords } from './failure-words.ts';
import { formatDuration } from './format-duration.ts';
import type { Original } from './original.ts';
import { refusalWords } from './refusal-words.ts';
import type { Words } from './words.ts';

/** How the job stands, said to a person. */
export function jobWords(job: LipsyncJob, original: Original | undefined): Words {
  switch (job.phase) {
    case 'idle':
      return { heading: 'New dub', advice: 'One video with a face, and one voice track for it.' };
    case 'refused':
      return refusalWords(job.error);
    case 'interrupted':
      return {
        heading: 'The upload was cut off',
        advice: 'No job of it was found in half a minute of looking. Start again, or look once more.',
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
    case 'processing':
      return { heading: 'Processing', advice: `The lips are being matched to the voice. ${onwards}` };
    case 'completed':
      return {
        heading: 'Your video is ready',
        advice: `It took ${formatDuration(job.elapsed)}. Play both, and compare.`,
      };
    case 'failed':
      return failureWords(job.request.error_message, original?.addresses ?? {});
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
