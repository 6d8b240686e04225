import {
  APIConnectionError,
  AuthenticationError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  UnknownOutcomeError,
} from '@chamelaion/client';
import type { Words } from './words.ts';

/** Errors that mean the same whatever was asked; undefined for others. */
export function errorWords(error: Error): Words | undefined {
  if (error instanceof UnknownOutcomeError) {
    return {
      heading: 'It is not known whether the job was made',
      advice:
        'The connection broke at the wrong moment. Look again: that finds the job, and pays for nothing.',
    };
  }
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError) {
    return {
      heading: 'The server did not let this page in',
      advice: 'Stop the studio in its terminal, and start it again with a valid CHAMELAION_API_KEY.',
    };
  }
  if (error instanceof NotFoundError) {
    return {
      heading: 'The server does not know this job any more',
      advice:
        'A mock server forgets its jobs when it stops, and each API key knows only its own. Start again.',
    };
  }
  if (error instanceof InternalServerError) {
    return {
      heading: 'The service has a problem of its own',
      advice: 'It is nothing that you did. Wait a minute, then try again.',
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
