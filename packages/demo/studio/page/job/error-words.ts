import * as errors from '@chamelaion/client';
import type { Addresses } from '../form/media-draft.ts';

/** What happened, and what to do about it. */
export interface Words {
  readonly heading: string;
  readonly advice: string;
}

const nothing = 'No job was made and nothing was paid.';

/** Why no job was made, and what to change. */
export function refusalWords(error: Error): Words {
  if (error instanceof errors.TokenLimitError) {
    return {
      heading: 'Your token balance is empty',
      advice: `${nothing} Top up the balance of your Chamelaion account, then send it again.`,
    };
  }
  if (error instanceof errors.RateLimitError) {
    const seconds = Number(error.headers?.get('retry-after'));
    const wait = seconds > 0 ? `${seconds} s` : 'a minute';
    return { heading: 'Too many jobs in one minute', advice: `${nothing} Wait ${wait}, then send it again.` };
  }
  return errorWords(error) ?? inputWords(error);
}

/** Why it cannot be seen how a job stands, or what the list holds. */
export function lookingWords(error: Error): Words {
  const reason = error.message.replace(/\.$/, '');
  return (
    errorWords(error) ?? {
      heading: 'The server did not say how things stand',
      advice: `The reason: ${reason}. Wait a minute, then look again.`,
    }
  );
}

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

/** Errors that mean the same whatever was asked; undefined for others. */
function errorWords(error: Error): Words | undefined {
  if (error instanceof errors.UnknownOutcomeError) {
    return {
      heading: 'It is not known whether the job was made',
      advice: `${unknownBecause(error)} Look again: that finds the job, and pays for nothing.`,
    };
  }
  if (error instanceof errors.NotFoundError) {
    return {
      heading: 'The server does not know this job any more',
      advice: 'A mock server forgets its jobs when it stops, and each API key knows only its own. Start again.',
    };
  }
  if (error instanceof errors.InternalServerError) {
    // The proxy's word for what it cannot pass on, a key that is refused among it.
    return error.status === 502
      ? {
          heading: 'The studio got no proper answer from the service',
          advice:
            'Wait a minute, then try again. If that does not help, start the studio again in its terminal: there it says what is wrong, with the API key too.',
        }
      : {
          heading: 'The service has a problem',
          advice: 'You did nothing wrong. Wait a minute, then try again.',
        };
  }
  if (error instanceof errors.APIConnectionError) {
    return {
      heading: 'The studio’s server does not answer',
      advice:
        'See whether it still runs in its terminal. If not, start it again: npx -y pnpm@10.34.8 studio, with --real if it was. Then try again.',
    };
  }
  return undefined;
}

/** Why the state is not known, as far as the last answer says. */
function unknownBecause({ status }: errors.UnknownOutcomeError): string {
  if (status === undefined) return 'The connection broke at the wrong moment.';
  return status === 413
    ? 'The server found the files too large: if there is no job, choose a shorter video.'
    : `The server answered with an error (${status}).`;
}

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
  const body = error instanceof errors.APIError ? error.error : undefined;
  const own = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  return typeof own === 'string' ? own : error.message;
}
