/** What a command ends with: see the table in the README. */
export const exitCodes = { done: 0, failed: 1, usage: 2, unfinished: 3, interrupted: 130 } as const;

/** How a failure ends the command, and what its reader can do next. */
export interface Ending {
  readonly code: (typeof exitCodes)[keyof typeof exitCodes];
  readonly next?: string | undefined;
  /** A command that helps, which follows `next`. */
  readonly command?: string | undefined;
}

/** A failure that knows its ending. */
export class Failure extends Error implements Ending {
  declare readonly code: Ending['code'];
  declare readonly next: string | undefined;

  constructor(message: string, code: Ending['code'], next?: string, cause?: unknown) {
    super(message, { cause });
    Object.assign(this, { name: 'CommandError', code, next });
  }
}

/** A failure of the command line itself: nothing was sent. */
export function usage(message: string, next?: string): Failure {
  return new Failure(message, exitCodes.usage, next);
}

/** The ways to give a key. */
export const keySources = 'Set CHAMELAION_API_KEY, name a file by --env-file, or run chamelaion login.';

const { failed, unfinished, interrupted } = exitCodes;
/** The first class that fits counts, so children stand before their parents. */
const endings: { readonly [name: string]: readonly [code: Ending['code'], next?: string, command?: string] } = {
  CommanderError: [exitCodes.usage, 'See chamelaion --help.'],
  UnknownOutcomeError: [unfinished],
  WaitTimeoutError: [unfinished, 'The job goes on: wait for it again.'],
  APIUserAbortError: [interrupted],
  JobFailedError: [failed, 'Mend what the message names, and submit it anew: a new job is paid for.'],
  AuthenticationError: [failed, `Check the key. ${keySources}`],
  PermissionDeniedError: [failed, 'The key may not do this: use another one.'],
  TokenLimitError: [failed, 'Nothing was made. Fill up the balance, then run the same command again.'],
  RateLimitError: [failed, 'Nothing was made. Wait a minute, then run the same command again.'],
  NotFoundError: [failed, 'Check the id and the kind: ', 'jobs list --kind KIND'],
  APIConnectionError: [failed, 'Find out why: ', 'doctor'],
  InternalServerError: [failed, 'The API has trouble. Run the same command again in a few minutes.'],
  APIError: [failed],
  // What the client refuses itself was not sent.
  ChamelaionError: [exitCodes.usage],
};

/** Why a file cannot be read, in words. */
export function fileTrouble(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'you may not read it';
  return code === 'EISDIR' ? 'it is a folder' : message;
}

/** How a failure ends the command. Classes are compared by name, so that nothing has to be loaded for it. */
export function endingOf(error: unknown): Ending {
  if (error instanceof Failure) return error;
  for (let at = Object(error); at; at = Object.getPrototypeOf(at)) {
    const [code, next, command] = endings[at.constructor?.mark] ?? endings[at.constructor?.name] ?? [];
    // A command of the command line knows which help to see.
    if (code !== undefined) return { code, next: Object(error).next ?? next, command };
  }
  return { code: failed };
}

/** The failure of a wait, with the command that goes on if there may be a job. */
export function resumable(error: unknown, id: string | undefined, again: string): unknown {
  const { code } = endingOf(error);
  const isStopped = code === interrupted;
  const { name, message } = error as Error;
  if (name === 'JobFailedError' || (id === undefined && !isStopped && code !== unfinished)) return error;
  const stopped = id === undefined ? 'Stopped. A job may have been made.' : `Stopped waiting. The job ${id} goes on.`;
  // The job is paid for, so what follows can be done again.
  const next = `Go on, and pay nothing twice: ${again}`;
  // The client's own advice is for programs.
  const [words = message] = message.split(' To go on, call again');
  return new Failure(isStopped ? stopped : words, isStopped ? interrupted : unfinished, next, error);
}
