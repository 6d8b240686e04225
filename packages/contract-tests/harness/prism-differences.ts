import {
  type DocumentedError,
  errors,
  type Fields,
  inputs,
  type OperationId,
  operations,
} from '@chamelaion/spec/operations';
import { documentedAnswers } from './documented-answers.ts';

// These are asked for by a `Prefer` header, because Prism knows no tokens.
const preferred = ['invalid-token', 'unauthorized'];

/**
 * The answers of the stock Prism mock that differ from what the contract documents. The contract alone does not say which
 * of several examples of a status is meant, so Prism takes the first. No more and no less than these may differ.
 */
export const prismDifferences: Readonly<Record<string, string>> = {
  ...differences(firstOnes),
  ...differences(ownWords),
  ...differences(jsonInForms),
};

type Differ = (id: OperationId, errors: [string, DocumentedError][]) => Iterable<[documented: string, given: string]>;

function differences(differ: Differ): Record<string, string> {
  const all = Object.entries(errors).flatMap(([id, named]) => [...differ(id as OperationId, Object.entries(named))]);
  return Object.fromEntries(all);
}

/** Any flaw of a credential, a body or a query gets the first example of its status. */
function* firstOnes(operation: string, examples: [string, DocumentedError][]): Generator<[string, string]> {
  for (const [name, { status }] of examples) {
    const [first] = examples.find((entry) => entry[1].status === status) ?? [];
    if (name === first || preferred.includes(name) || (status !== 400 && status !== 401)) continue;
    yield [`${operation} ${status} ${name}`, `${status} ${first}`];
  }
}

/** If a body is declared as JSON and is none, Prism answers in its own words; and it knows no jobs. */
function* ownWords(operation: OperationId, examples: [string, DocumentedError][]): Generator<[string, string]> {
  const { body } = operations[operation] as { body?: string };
  const [success] = documentedAnswers().filter((answer) => answer.operation === operation && answer.status === 200);
  for (const [name, { status, flaw }] of examples) {
    if (flaw === (body === 'json' ? 'body' : body === 'form' ? 'content-type' : undefined) && flaw) {
      yield [`${operation} ${status} ${name}`, '400 invalid_json'];
    }
    if (flaw?.startsWith('path.')) yield [`${operation} ${status} ${name}`, `200 ${success?.example}`];
  }
}

/** Prism reads no JSON in the parts of a form: to it, no form that needs some is valid. */
function* jsonInForms(operation: OperationId, examples: [string, DocumentedError][]): Generator<[string, string]> {
  const { body = {} } = inputs[operation] as { readonly body?: Fields };
  const isForm = (operations[operation] as { body?: string }).body === 'form';
  if (!isForm || !Object.values(body).some(({ type, required }) => type === 'array' && required)) return;
  const [success] = documentedAnswers().filter((answer) => answer.operation === operation && answer.status === 200);
  yield [`${operation} 200 ${success?.example}`, '400 invalid-request-body'];
  for (const [name, { status }] of examples) {
    if (status > 401 || preferred.includes(name)) yield [`${operation} ${status} ${name}`, '400 invalid-request-body'];
  }
}
