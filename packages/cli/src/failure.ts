/** What a command ends with: see the table in the README. */
export const exitCodes = { done: 0, failed: 1, usage: 2, unfinished: 3, interrupted: 130 } as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How a failure ends the command, and what its reader can do next. */
export interface Ending {
  readonly code: ExitCode;
  readonly next?: string | undefined;
}

/** A failure that knows its ending. */
export class Failure extends Error implements Ending {
  readonly code: ExitCode;
  readonly next: string | undefined;

  constructor(message: string, { code, next }: Ending, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.code = code;
    this.next = next;
  }
}

/** A failure of the command line itself: nothing was sent. */
export function usage(message: string, next?: string): Failure {
  return new Failure(message, { code: exitCodes.usage, next });
}
