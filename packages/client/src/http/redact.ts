/** Replaces a request's credentials in a text with `[redacted]`. */
export type Redact = (text: string) => string;

// What is shorter could be part of any word.
const shortestSecret = 8;

/** What a text may not show: the credentials among these headers, as they are and as answers may write them. */
export function createRedactor(headers: Readonly<Record<string, string>>): Redact {
  const tokens = [headers['authorization']?.replace(/^\S+ /, ''), headers['x-api-key']];
  const secrets = tokens
    .filter((token): token is string => token !== undefined && token.length >= shortestSecret)
    .flatMap((token) => [
      token,
      JSON.stringify(token).slice(1, -1),
      encodeURIComponent(token),
      btoa(token).replace(/=+$/, ''),
    ]);
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
}

interface Cause {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/**
 * The cause as it is. If it shows a credential or holds any object, which may be the request: only its words, redacted.
 * By shape, because in a test runner errors come from another realm.
 */
export function redactedCause(cause: unknown, redact: Redact): unknown {
  if (typeof cause === 'string') return redact(cause);
  if (Object(cause) !== cause) return cause;
  const { name = 'Error', message = '', stack, code, cause: inner, errors = [], ...rest } = cause as Cause;
  const root = redactedCause(inner, redact);
  // undici keeps headers under symbols.
  const others = Reflect.ownKeys(rest).map((key) => rest[key as keyof typeof rest]);
  const parts = [name, message, stack, code, ...others];
  const harmless =
    root === inner &&
    errors.every((error) => redactedCause(error, redact) === error) &&
    parts.every((part) => Object(part) !== part && redact(String(part)) === String(part));
  if (harmless) return cause;
  return Object.assign(new Error(redact(String(message)), { cause: root }), {
    name: redact(String(name)),
    code: typeof code === 'string' ? redact(code) : undefined,
  });
}
