import { readFileSync } from 'node:fs';
import { defineLoader } from 'vitepress';

const document = new URL('../../../spec/dist/openapi.json', import.meta.url);

/** A message of the API, and the operations that answer with it. */
export interface DocumentedError {
  readonly status: string;
  readonly message: string;
  readonly operations: string[];
}

interface Operation {
  responses: Record<string, Reference | Response>;
}

interface Response {
  content: { 'application/json': { examples: Record<string, Reference | Example> } };
}

interface Example {
  value: { error?: string };
}

interface Reference {
  $ref: string;
}

export declare const data: DocumentedError[];

/** Read while the site is built: the page needs this table, not the whole contract. */
export default defineLoader({
  load(): DocumentedError[] {
    const contract = JSON.parse(readFileSync(document, 'utf8'));
    const follow = <T extends object>(node: T | Reference): T => {
      if (!('$ref' in node)) return node;
      const path = node.$ref.split('/').slice(1);
      return path.reduce((parent, name) => parent[name], contract);
    };
    const found = new Map<string, DocumentedError>();
    for (const [path, methods] of Object.entries<Record<string, Operation>>(contract.paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        for (const [status, response] of Object.entries(responses)) {
          const { examples } = follow<Response>(response).content['application/json'];
          for (const example of Object.values(examples).map(follow<Example>)) {
            const message = example.value.error;
            // Where the API's documentation is silent, the words are this project's.
            if (message === undefined || 'x-ours' in example) continue;
            const known = found.get(status + message) ?? { status, message, operations: [] };
            known.operations.push(`${method.toUpperCase()} ${path}`);
            found.set(status + message, known);
          }
        }
      }
    }
    return [...found.values()].sort((a, b) => a.status.localeCompare(b.status));
  },
});
