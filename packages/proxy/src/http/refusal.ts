/** What a caller gets instead of a success. The message is for the caller to read. */
export class Refusal extends Error {
  readonly status: number;
  /** Headers of the answer, beside those that every answer has. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** A failure of the API, or of the way to it: callers cannot mend it, and are not told what it was. */
export class BadGateway extends Refusal {
  /** For the server's log: its operator can mend it. Undefined if a caller left, or stopped sending. */
  readonly why: string | undefined;

  constructor(why?: string, headers?: Readonly<Record<string, string>>) {
    super(502, 'bad gateway', headers);
    this.why = why;
  }
}

/** For an answer that cannot be understood: it is not shown. */
export function unreadable(): BadGateway {
  return new BadGateway('an answer of the API lacks a field that a success must have');
}
