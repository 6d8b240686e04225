import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { OperationId } from '@chamelaion/spec/operations';

/** A request as the mock received it. */
export interface RecordedRequest {
  readonly method: string;
  /** With the base path, without the query, e.g. `/api/v1/lipsync/requests`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case; credentials are replaced by `[redacted]`. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The operation it was routed to; absent when there is none. */
  readonly operation?: OperationId;
  /**
   * Parsed JSON, or the fields of a form with `{ filename, bytes }` for each file. Absent when the mock had no
   * reason to read it, could not parse it, or its text was longer than 16,384 characters.
   */
  readonly body?: unknown;
  /** When it came, in milliseconds since 1970 of the mock's clock. */
  readonly at: number;
  /** The status of its answer; absent as long as the answer is not over, and if none came. */
  readonly status?: number;
  /** The injected fault that struck it: its name, or the status that was answered. */
  readonly fault?: string;
}

type Draft = { -readonly [Name in keyof RecordedRequest]: RecordedRequest[Name] };

/** Remembers the last requests. */
export interface RequestLog {
  readonly requests: readonly RecordedRequest[];
  add(
    request: IncomingMessage,
    response: ServerResponse,
    rest: Pick<RecordedRequest, 'path' | 'query' | 'at' | 'operation' | 'fault'>,
  ): NoteBody;
  clear(): void;
}

/** `length` is that of the body's text, in characters. */
export type NoteBody = (body: unknown, length: number) => void;

const maxRequests = 1000;
const maxBodyLength = 16_384;
const secretHeaders = ['x-api-key', 'cookie', 'proxy-authorization'];

export function createRequestLog(): RequestLog {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    add({ method = '', headers }, response, rest) {
      const draft: Draft = { method, headers: redact(headers), ...rest };
      response.once('close', () => {
        if (response.headersSent) draft.status = response.statusCode;
      });
      if (requests.length === maxRequests) requests.shift();
      requests.push(draft);
      return (body, length) => {
        if (body !== undefined && length <= maxBodyLength) draft.body = body;
      };
    },
    clear() {
      requests.length = 0;
    },
  };
}

function redact(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const redacted = { ...headers };
  // The scheme tells a test which way the credential came.
  if (redacted.authorization) redacted.authorization = redacted.authorization.replace(/^(bearer )?.*/i, '$1[redacted]');
  for (const name of secretHeaders) if (name in redacted) redacted[name] = '[redacted]';
  return redacted;
}
