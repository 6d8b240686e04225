import { APIError, RateLimitError, TokenLimitError } from '@chamelaion/client';
import { errorWords } from './error-words.ts';
import type { Words } from './words.ts';

/** Why no job was made, and what to change. */
export function refusalWords(error: Error): Words {
  if (error instanceof TokenLimitError) {
    return {
      heading: 'Your token balance is empty',
      advice: `${nothing} Top up the balance of your Chamelaion account, then send it again.`,
    };
  }
  if (error instanceof RateLimitError) {
    const seconds = Number(error.headers?.get('retry-after'));
    const wait = seconds > 0 ? `${seconds} s` : 'a minute';
    return {
      heading: 'Too many jobs in one minute',
      advice: `${nothing} Wait ${wait}, then send it again.`,
    };
  }
  return errorWords(error) ?? inputWords(error);
}

const nothing = 'No job was made and nothing was paid.';

/** What the API, the proxy or the client did not want to take. */
function inputWords(error: Error): Words {
  const reason = messageOf(error);
  const part = /video/.test(reason) ? 'video' : /audio/.test(reason) ? 'voice track' : undefined;
  return {
    heading: `The ${part ?? 'job'} was refused`,
    advice: `${nothing} The reason: ${reason}. ${part ? `Choose another ${part}` : 'Change what you send'}, then send it again.`,
  };
}

/** The API's own words, where there are some. */
function messageOf(error: Error): string {
  const body = error instanceof APIError ? error.error : undefined;
  const own = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  return typeof own === 'string' ? own : error.message;
}
