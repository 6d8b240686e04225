import type { Fetch } from '@chamelaion/client';
import document from '@chamelaion/spec' with { type: 'json' };
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(document, 'openapi');

interface Operation {
  parameters?: unknown;
  responses: Record<string, { $ref?: string; content?: unknown }>;
}
const operations = document.paths as unknown as Record<string, Record<string, Operation>>;

/** Sends through `fetch`, and throws where the answer is not one that the contract declares. */
export function checked(baseURL: string, fetch: Fetch = globalThis.fetch): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    const problem = check(
      init.method ?? 'GET',
      url.slice(baseURL.length),
      response.status,
      await response.clone().json(),
    );
    if (problem) throw new Error(`${init.method} ${url} answered ${response.status}: ${problem}`);
    return response;
  };
}

/** What is wrong with an answer, or undefined. */
export function check(method: string, path: string, status: number, body: unknown): string | undefined {
  const template = Object.keys(operations).find((candidate) => matches(candidate, path.split('?')[0] ?? ''));
  const operation = template && operations[template]?.[method.toLowerCase()];
  if (!operation) return 'the contract has no such operation';
  const response = operation.responses[status];
  if (!response) return 'the contract declares no such status';
  const pointer =
    response.$ref ?? `#/paths/${pointerKey(template)}/${method.toLowerCase()}/responses/${status}`;
  const validate = ajv.compile({ $ref: `openapi${pointer}/content/application~1json/schema` });
  return validate(body) ? undefined : `${JSON.stringify(body)}: ${ajv.errorsText(validate.errors)}`;
}

const matches = (template: string, path: string) =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

const pointerKey = (key: string) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));

interface Documented {
  name: string;
  method: string;
  path: string;
  status: number;
  message: string;
}

/** Every error message that the contract documents, by operation. */
export function documentedErrors(): Documented[] {
  const responses = document.components.responses as unknown as Operation['responses'];
  return Object.entries(operations).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses: declared }]) =>
      Object.entries(declared)
        .filter(([status]) => status !== '200')
        .flatMap(([status, response]) => {
          const { content } = response.$ref
            ? (responses[response.$ref.split('/').at(-1) ?? ''] ?? {})
            : response;
          const { examples } = (
            content as Record<string, { examples: Record<string, { value: { error: string } }> }>
          )['application/json'] ?? { examples: {} };
          return Object.entries(examples).map(([name, { value }]) => ({
            name,
            method: method.toUpperCase(),
            path,
            status: Number(status),
            message: value.error,
          }));
        }),
    ),
  );
}
