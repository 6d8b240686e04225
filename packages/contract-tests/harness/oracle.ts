import { createRequire } from 'node:module';
import type { OperationId } from '@chamelaion/mock-server';
import document from '@chamelaion/spec' with { type: 'json' };
import { createLogger, factory, type IPrismDiagnostic } from '@stoplight/prism-core';
// The parts, not the package's entry: that one also loads generators of random data, for more than half a second.
import type routerModule from '@stoplight/prism-http/dist/router/index.js';
import type { PrismHttpComponents } from '@stoplight/prism-http/dist/types.js';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http/dist/utils/operations.js';
import { validateInput, validateOutput, validateSecurity } from '@stoplight/prism-http/dist/validator/index.js';
import { resolveSchema } from './cases/schema.ts';

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
  /** The value if the text is JSON, else the text. */
  readonly answer: unknown;
}

/** What the contract has to say to an exchange. */
export interface Verdict {
  /** Undefined if the contract has no such operation. */
  readonly operation: OperationId | undefined;
  readonly objections: { readonly request: readonly string[]; readonly answer: readonly string[] };
}

// By require, because Node and test runners disagree about what the default export of CommonJS is.
const require = createRequire(import.meta.url);
const { default: route } = require('@stoplight/prism-http/dist/router/index.js') as typeof routerModule;

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
  const path = readablePath(exchange.path);
  const body = (await plainForm(exchange)) ?? readBody(exchange);
  const { operation, objections } = await judge({ ...exchange, path }, body);
  const malformed = [
    ...(path === exchange.path ? [] : ['path: a malformed escape']),
    ...(body.malformed ? ['body: the form is malformed'] : []),
  ];
  return { operation, objections: { ...objections, request: [...malformed, ...objections.request] } };
}

/** What Prism is shown of a request. */
interface ShownBody {
  readonly contentType?: string | undefined;
  readonly body: unknown;
  readonly malformed?: boolean;
  /** A form, shown as the object that it means. */
  readonly isForm?: boolean;
}

async function judge(exchange: Exchange, shown: ShownBody): Promise<Verdict> {
  const { method, path, query, status: statusCode, answer, answerHeaders } = exchange;
  let operation: OperationId | undefined;
  const components: PrismHttpComponents = {
    logger,
    route,
    validateInput,
    validateOutput,
    validateSecurity: validateSecurity as unknown as PrismHttpComponents['validateSecurity'],
    mock: () => {
      throw new Error('the oracle mocks nothing');
    },
    forward: (_input, _upstream, _proxy, resource) => {
      operation = resource?.iid as OperationId | undefined;
      const output = { statusCode, headers: answerHeaders, body: answer };
      return () => async () => ({ _tag: 'Right', right: output });
    },
  };
  const input = {
    method: method.toLowerCase() as 'get',
    url: { path, query },
    headers: {
      ...exchange.headers,
      'content-type': shown.contentType ?? '',
      // Without a length Prism does not look at the media type.
      ...(shown.isForm ? {} : { 'content-length': String(exchange.body.length) }),
    },
    body: shown.body,
  };
  const result = await factory(config, components).request(input, operations)();
  if (result._tag === 'Left') throw result.left;
  const { validations } = result.right;
  const request = validations.input.map(asText);
  if (!operation) return { operation, objections: { request, answer: ['the contract has no such operation'] } };
  return { operation, objections: { request, answer: validations.output.map(asText) } };
}

const asText = ({ path = [], message }: IPrismDiagnostic): string => `${path.join('.')}: ${message}`;

/** What the contract says of a form. */
interface FormSchema {
  readonly schema: { readonly $ref: string };
  readonly encoding?: Readonly<Record<string, { readonly contentType: string }>>;
}

/** A form as the object that it means: Prism reads forms from one string, and no JSON in their parts. */
async function plainForm({ path, headers, body }: Exchange): Promise<ShownBody | undefined> {
  if (!headers['content-type']?.startsWith('multipart/form-data')) return undefined;
  const { post } = (document.paths as Record<string, { post?: { requestBody?: { content: object } } }>)[path] ?? {};
  const content = (post?.requestBody?.content as { 'multipart/form-data'?: FormSchema })?.['multipart/form-data'];
  if (!content) return undefined;
  const { properties = {} } = resolveSchema(content.schema);
  const isJSON = (name: string) =>
    content.encoding?.[name]?.contentType === 'application/json' ||
    resolveSchema(properties[name] ?? {}).type === 'boolean';
  try {
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const parts = [...form].map(([name, value]) => {
      const text = typeof value === 'string' ? value : 'file';
      return [name, isJSON(name) ? parse(text) : text];
    });
    return { contentType: 'application/json', body: Object.fromEntries(parts), isForm: true };
  } catch {
    return { body: undefined, malformed: true };
  }
}

/** The value of a JSON text, or the text itself if it is no JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Prism throws at an escape that cannot be decoded. */
function readablePath(path: string): string {
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return path.replaceAll('%', '%25');
  }
}

function readBody({ headers, body }: Exchange): ShownBody {
  const contentType = headers['content-type'];
  const text = body.toString('utf8');
  if (!contentType?.startsWith('application/json')) return { contentType, body: text || undefined };
  return { contentType, body: parse(text) };
}
