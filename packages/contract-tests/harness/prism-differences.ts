import { type DocumentedError, errors } from '@chamelaion/spec/operations';

// These are asked for by a `Prefer` header, because Prism knows no tokens.
const preferred = ['invalid-token', 'unauthorized'];

/**
 * The answers of the stock Prism mock that differ from what the contract documents. The contract alone does not say which
 * of several examples of a status is meant, so Prism takes the first. No more and no less than these may differ.
 */
export const prismDifferences: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(errors).flatMap(([operation, named]) => [...firstOnes(operation, named)])),
  // If a body is declared as JSON and is none, Prism answers in its own words.
  'lipsync.generate 400 invalid-request-body': '400 invalid_json',
  'lipsync.generateWithMedia 400 content-type-must-be-multipart': '400 invalid_json',
  // Prism knows no jobs.
  'lipsync.requests.retrieve 404 lipsync-request-not-found': '200 completed',
};

/** Any flaw of a credential, a body or a query gets the first example of its status. */
function* firstOnes(operation: string, named: object): Generator<[documented: string, given: string]> {
  const examples = Object.entries(named as Readonly<Record<string, DocumentedError>>);
  for (const [name, { status }] of examples) {
    const [first] = examples.find((entry) => entry[1].status === status) ?? [];
    if (name === first || preferred.includes(name) || (status !== 400 && status !== 401)) continue;
    yield [`${operation} ${status} ${name}`, `${status} ${first}`];
  }
}
