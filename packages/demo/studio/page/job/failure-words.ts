import type { Addresses } from '../form/media-draft.ts';
import type { Words } from './words.ts';

/** Why a job failed after it was made; `addresses` are those that were sent, as far as they are known. */
export function failureWords(reason: string, addresses: Addresses): Words {
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
