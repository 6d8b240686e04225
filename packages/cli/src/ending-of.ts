import { type Ending, exitCodes, Failure } from './failure.ts';

const { failed, usage, unfinished, interrupted } = exitCodes;

/** The first class that fits counts, so children stand before their parents. */
const endings: readonly (readonly [name: string, ...ending: [Ending['code'], next?: string]])[] = [
  ['CommanderError', usage, 'See --help of the command.'],
  ['UnknownOutcomeError', unfinished, 'Run the same command again with the --reference that it printed.'],
  ['WaitTimeoutError', unfinished, 'The job goes on: wait for it again.'],
  ['APIUserAbortError', interrupted],
  ['JobFailedError', failed, 'Mend what the message names, and submit it anew: that is a new job, and is paid for.'],
  ['AuthenticationError', failed, 'Check the key: set CHAMELAION_API_KEY, or run chamelaion login.'],
  ['PermissionDeniedError', failed, 'The key may not do this: use another one.'],
  ['TokenLimitError', failed, 'Nothing was made. Fill up the balance, then run the same command again.'],
  ['RateLimitError', failed, 'Nothing was made. Wait a minute, then run the same command again.'],
  ['NotFoundError', failed, 'Check the id and the kind: chamelaion jobs list --kind KIND'],
  ['APIConnectionError', failed, 'Find out why: chamelaion doctor'],
  ['APIError', failed],
  // What the client refuses itself was not sent.
  ['ChamelaionError', usage],
];

/** How a failure ends the command. Classes are compared by name, so that nothing has to be loaded for it. */
export function endingOf(error: unknown): Ending {
  if (error instanceof Failure) return error;
  for (let at = Object(error); at; at = Object.getPrototypeOf(at)) {
    const [, code, next] =
      endings.find(([name]) => name === at.constructor?.mark || name === at.constructor?.name) ?? [];
    if (code !== undefined) return { code, next };
  }
  return { code: failed };
}
