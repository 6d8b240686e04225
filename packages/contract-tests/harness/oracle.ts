import type { OperationId } from '@chamelaion/mock-server';
import document from '@chamelaion/spec' with { type: 'json' };
import { createLogger, type IPrismDiagnostic } from '@stoplight/prism-core';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';

/** A request and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** As JSON, or the text that is none. */
  readonly answer: unknown;
}

/** What the contract has to say to an exchange. */
export interface Verdict {
  /** Undefined where the contract has no such operation. */
  readonly operation: OperationId | undefined;
  readonly objections: { readonly request: readonly string[]; readonly answer: readonly string[] };
}

// A copy, because Prism resolves the references in place.
const operations = await getHttpOperationsFromSpec(structuredClone(document));
const logger = createLogger('oracle', { enabled: false });
const config = {
  isProxy: true,
  upstream: new URL('http://oracle.invalid'),
  upstreamProxy: undefined,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  mock: { dynamic: false },
} as const;

/** Prism's engine as a judge: it forwards nothing, and is shown the answer that came from elsewhere. */
export async function examine(exchange: Exchange): Promise<Verdict> {
  const body = readBody(exchange);
  try {
    return await judge(exchange, body);
  } catch {
    // Its parser of forms throws at what it does not understand.
    const { operation, objections } = await judge(exchange, undefined);
    return { operation, objections: { ...objections, request: ['body: unreadable'] } };
  }
}

async function judge(exchange: Exchange, body: unknown): Promise<Verdict> {
  const { method, path, query, status: statusCode, answer, answerHeaders } = exchange;
  let operation: OperationId | undefined;
  const prism = createInstance(config, {
    logger,
    forward: (_input, _upstream, _proxy, resource) => {
      operation = resource?.iid as OperationId | undefined;
      const output = { statusCode, headers: answerHeaders, body: answer };
      return () => async () => ({ _tag: 'Right', right: output });
    },
  });
  const input = {
    method: method.toLowerCase() as 'get',
    url: { path, query },
    // Without a length Prism does not look at the media type.
    headers: { ...exchange.headers, 'content-length': String(exchange.body.length) },
    body,
  };
  const result = await prism.request(input, operations)();
  if (result._tag === 'Left') throw result.left;
  const { validations } = result.right;
  const request = validations.input.map(asText);
  if (!operation)
    return { operation, objections: { request, answer: ['the contract has no such operation'] } };
  return { operation, objections: { request, answer: validations.output.map(asText) } };
}

const asText = ({ path = [], message }: IPrismDiagnostic): string => `${path.join('.')}: ${message}`;

function readBody({ headers, body }: Exchange): unknown {
  const text = body.toString('utf8');
  if (!headers['content-type']?.startsWith('application/json')) return text || undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
