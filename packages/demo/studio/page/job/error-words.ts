import { APIConnectionError, InternalServerError, NotFoundError, UnknownOutcomeError } from '@chamelaion/client';
import type { Words } from './words.ts';

/** Errors that mean the same whatever was asked; undefined for others. */
export function errorWords(error: Error): Words | undefined {
  if (error instanceof UnknownOutcomeError) {
    return {
      heading: 'It is not known whether the job was made',
      advice: `${unknownBecause(error)} Look again: that finds the job, and pays for nothing.`,
    };
  }
  if (error instanceof NotFoundError) {
    return {
      heading: 'The server does not know this job any more',
      advice: 'A mock server forgets its jobs when it stops, and each API key knows only its own. Start again.',
    };
  }
  // The proxy's word for what it cannot pass on, a key that is refused among it.
  if (error instanceof InternalServerError && error.status === 502) {
    return {
      heading: 'The studio got no proper answer from the service',
      advice:
        'Wait a minute, then try again. If that does not help, start the studio again in its terminal: there it says what is wrong, with the API key too.',
    };
  }
  if (error instanceof InternalServerError) {
    return {
      heading: 'The service has a problem',
      advice: 'You did nothing wrong. Wait a minute, then try again.',
    };
  }
  if (error instanceof APIConnectionError) {
    return {
      heading: 'The studio’s server does not answer',
      advice:
        'See whether it still runs in its terminal. If not, start it again: npx -y pnpm@10.34.8 studio, with --real if it was. Then try again.',
    };
  }
  return undefined;
}

/** Why the state is not known, as far as the last answer says. */
function unknownBecause({ status }: UnknownOutcomeError): string {
  if (status === undefined) return 'The connection broke at the wrong moment.';
  return status === 413
    ? 'The server found the files too large: if there is no job, choose a shorter video.'
    : `The server answered with an error (${status}).`;
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
