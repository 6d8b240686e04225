import { createResolver, entriesOf, type Node } from '../generate/document.ts';

/** What a contract says where Redocly's comparison does not look: the order of its tuples, the words of its errors. */
export function statements(document: unknown): Set<string> {
  return new Set([...tuples(document), ...messages(document as Node)]);
}

function* tuples(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  const { prefixItems } = node as Node;
  if (Array.isArray(prefixItems)) {
    yield `the tuple ${prefixItems.map((item) => item.$ref?.split('/').at(-1) ?? JSON.stringify(item)).join(', ')}`;
  }
  for (const child of Object.values(node)) yield* tuples(child);
}

function* messages(document: Node): Generator<string> {
  const resolve = createResolver(document);
  for (const [path, item] of entriesOf(document['paths'])) {
    for (const [method, operation] of entriesOf(item)) {
      for (const [status, response] of entriesOf(operation['responses'])) {
        for (const [, media] of entriesOf(resolve(response)['content'])) {
          for (const [, example] of entriesOf(media['examples'])) {
            const { error } = (resolve(example)['value'] ?? {}) as Node;
            if (error) yield `${method.toUpperCase()} ${path}: ${status} "${error}"`;
          }
        }
      }
    }
  }
}
