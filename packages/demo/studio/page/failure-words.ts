import type { Words } from './words.ts';

/** What was sent, if it was addresses, and where that is still known. */
export interface SentAddresses {
  readonly video?: string | undefined;
  readonly audio?: string | undefined;
}

/** Why a job failed after it was made. */
export function failureWords(reason: string, addresses: SentAddresses): Words {
  const [, part] = /^(video|audio) URL is not accessible/.exec(reason) ?? [];
  if (part !== 'video' && part !== 'audio') {
    return { heading: 'The job failed', advice: `The reason: ${reason}. Try again, or with another clip.` };
  }
  const address = addresses[part] ?? 'its address';
  return {
    heading: `The ${part === 'video' ? 'video' : 'voice track'} could not be fetched`,
    advice: `Open ${address} in a private window: it must load without signing in. Mend the address, or choose the file instead, then send it again.`,
  };
}
