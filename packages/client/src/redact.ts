/** Blots a request's credentials out of a text. */
export type Redact = (text: string) => string;

// What is shorter could be part of any word.
const shortestSecret = 8;

/** What a text may not show: the credentials among these headers, as they are and as JSON writes them. */
export function createRedactor(headers: Headers): Redact {
  const tokens = [headers.get('authorization')?.replace(/^\S+ /, ''), headers.get('x-api-key')];
  const secrets = tokens
    .filter(
      (token): token is string => token !== undefined && token !== null && token.length >= shortestSecret,
    )
    .flatMap((token) => [token, JSON.stringify(token).slice(1, -1)]);
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
}

/** The cause as it is, or where it shows a credential what can be told of it. */
export function redactedCause(cause: unknown, redact: Redact): unknown {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? redact(cause) : cause;
  const { name, message, stack = '', code } = cause as Error & { code?: unknown };
  const root = redactedCause(cause.cause, redact);
  if (redact(message + stack) === message + stack && root === cause.cause) return cause;
  return Object.assign(new Error(redact(message), root === undefined ? undefined : { cause: root }), {
    name,
    code,
  });
}
