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

/** What callers are not to blame for, nor to be told of: the API, or the way to it, is not as it should be. */
export class BadGateway extends Refusal {
  /** For whoever runs the server, as only they can mend it; nothing where a caller left, or stopped sending. */
  readonly why: string | undefined;

  constructor(why?: string, headers?: Readonly<Record<string, string>>) {
    super(502, 'bad gateway', headers);
    this.why = why;
  }
}

/** The API's words for a job that is not there, or that belongs to someone else. */
export function jobNotFound(): Refusal {
  return new Refusal(404, 'lipsync request not found');
}

/** The API's words for a body that is not what an operation takes. */
export function invalidBody(): Refusal {
  return new Refusal(400, 'invalid request body');
}
