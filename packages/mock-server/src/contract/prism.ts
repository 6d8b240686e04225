import { createRequire } from 'node:module';
import spec from '@chamelaion/spec' with { type: 'json' };
import { type DocumentedError, errors, type OperationId, operations } from '@chamelaion/spec/operations';
// Parts of Prism, because its entry also loads readers of other formats and generators of random data, for half a second.
import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation';
import { bundleTarget } from '@stoplight/json';
import type negotiatorModule from '@stoplight/prism-http/dist/mocker/negotiator/NegotiatorHelpers.js';
import type routerModule from '@stoplight/prism-http/dist/router/index.js';
import { validateInput, validateOutput } from '@stoplight/prism-http/dist/validator/index.js';
import type { Answer, Contract, ExaminedRequest, Operation, Violation } from './contract.ts';
import { pathParams } from './path-params.ts';

type Resource = ReturnType<typeof transformOas3Operations>[number];
type Validated = ReturnType<typeof validateInput> | ReturnType<typeof validateOutput>;
type Negotiated = ReturnType<ReturnType<typeof negotiator.negotiateOptionsForValidRequest>>;
type Logger = Parameters<ReturnType<typeof negotiator.negotiateOptionsForValidRequest>>[0];

// By require, because Node and test runners disagree about what the default export of CommonJS is.
const require = createRequire(import.meta.url);
const prismPart = (path: string): unknown => require(`@stoplight/prism-http/dist/${path}`).default;
const route = prismPart('router/index.js') as typeof routerModule.default;
const negotiator = prismPart('mocker/negotiator/NegotiatorHelpers.js') as typeof negotiatorModule.default;
const nothing = (): void => {};
const silent = { debug: nothing, info: nothing, success: nothing, warn: nothing } as unknown as Logger;
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

let loaded: Contract | undefined;

/** Builds the contract from the bundled document; servers of one process share it, for it holds no state. */
export function loadContract(): Contract {
  loaded ??= buildContract();
  return loaded;
}

function buildContract(): Contract {
  const resources = transformOas3Operations(spec).map(withReferences);
  const built = new Map(resources.map((resource) => [resource, buildOperation(resource)]));
  const fixedRoutes = new Map(
    [...built].map(([{ method, path }, operation]) => [`${method} ${path}`, { operation, params: {} }]),
  );

  const find = (method: string, path: string): Resource | undefined => {
    const found = route({ resources, input: { method: method as Resource['method'] & 'get', url: { path } } });
    return found._tag === 'Right' ? found.right : undefined;
  };

  return {
    basePath: new URL(spec.servers[0]?.url ?? '').pathname,
    operations: [...built.values()],
    route(method, path) {
      const fixed = fixedRoutes.get(`${method.toLowerCase()} ${path}`);
      if (fixed) return fixed;
      const resource = find(method, path);
      const operation = resource && built.get(resource);
      if (operation) return { operation, params: pathParams(resource.path, path) };
      const allowed = methods.filter((name) => find(name, path));
      return { allowedMethods: allowed.map((name) => name.toUpperCase()) };
    },
  };
}

/** An operation with the schemas that it refers to, as Prism's validator wants it. */
function withReferences(operation: Resource): Resource {
  return bundleTarget({ document: { ...spec, __target__: operation }, path: '#/__target__' });
}

function buildOperation(resource: Resource): Operation {
  const examples = new Map<string, Answer | undefined>();
  const flawless = new WeakSet<Answer>();
  const content = resource.request?.body?.contents?.[0];
  const requestMediaType = content?.mediaType;
  const requestExample = content?.examples?.[0];
  const id = resource.iid as OperationId;
  const { answer, body }: { answer: string; body?: 'json' | 'form' } = operations[id];
  const refusals: { readonly [name: string]: DocumentedError } = errors[id];

  const operation: Operation = {
    id,
    secured: (resource.security ?? []).length > 0,
    requestMediaType,
    body,
    answer,
    requestExample: requestExample && 'value' in requestExample ? requestExample.value : undefined,

    example(status, name) {
      const found = operation.preferred({ code: status, example: name });
      if (found?.status === status) return found;
      throw new Error(`the spec has no example "${name}" for ${status} of ${id}`);
    },

    refusal(flaw) {
      const [place] = flaw.split('.');
      const all = Object.entries(refusals);
      // A flaw that the contract does not name is answered as any other in the same place.
      const found =
        all.find((entry) => entry[1].flaw === flaw) ?? all.find((entry) => entry[1].flaw?.startsWith(`${place}`));
      if (!found) throw new Error(`the spec names no error for the flaw ${flaw} of ${id}`);
      return operation.example(found[1].status, found[0]);
    },

    preferred({ code, example }) {
      const key = `${code} ${example}`;
      if (examples.has(key)) return examples.get(key);
      const options = { dynamic: false, ...(code && { code }), ...(example && { exampleKey: example }) };
      const answer = toAnswer(negotiator.negotiateOptionsForValidRequest(resource, options)(silent));
      // Unknown names come from clients without end: only what the spec holds is kept.
      if (answer) examples.set(key, answer);
      return answer;
    },

    declares: (status) => resource.responses.some(({ code }) => code === String(status)),

    examineRequest: (request) =>
      violations(validateInput({ resource, element: toPrismRequest(resource, body !== undefined, request) })),

    examineAnswer(answer) {
      if (flawless.has(answer)) return [];
      const { status: statusCode, headers, body } = answer;
      const element = { statusCode, headers: { ...headers, 'content-type': 'application/json' }, body };
      const found = violations(validateOutput({ resource, element }));
      // An example is one object for ever, so one look at it is enough.
      if (found.length === 0 && Object.isFrozen(answer)) flawless.add(answer);
      return found;
    },
  };
  return operation;
}

function toPrismRequest(resource: Resource, hasBody: boolean, request: ExaminedRequest) {
  const { path, query, body } = request;
  return {
    method: resource.method as 'get',
    url: { path, query: query ?? {} },
    // A form comes as the object that it means: Prism would read it from one string, which files would not fit into.
    headers: hasBody ? { 'content-type': 'application/json' } : {},
    body,
  };
}

function toAnswer(negotiated: Negotiated): Answer | undefined {
  if (negotiated._tag === 'Left') return undefined;
  const { code, headers, bodyExample } = negotiated.right;
  if (!bodyExample || !('value' in bodyExample)) return undefined;
  const entries = headers.flatMap(({ name, examples }) => {
    const example = examples?.[0];
    return example && 'value' in example ? [[name.toLowerCase(), String(example.value)]] : [];
  });
  return Object.freeze({ status: Number(code), headers: Object.fromEntries(entries), body: bodyExample.value });
}

function violations(result: Validated): Violation[] {
  if (result._tag === 'Right') return [];
  return result.left.map(({ path, message }) => ({ at: path?.join('.') ?? '', message }));
}
