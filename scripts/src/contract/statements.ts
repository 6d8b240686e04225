interface Node {
  [key: string]: unknown;
}

/** What a contract says where Redocly's comparison does not look: the order of its tuples, the words of its errors. */
export function statements(document: unknown): Set<string> {
  return new Set([...tuples(document), ...messages(document as Node)]);
}

function* tuples(node: unknown): Generator<string> {
  if (!isNode(node)) return;
  const { prefixItems } = node;
  if (Array.isArray(prefixItems)) {
    yield `the tuple ${prefixItems.map((item) => item.$ref?.split('/').at(-1) ?? JSON.stringify(item)).join(', ')}`;
  }
  for (const child of Object.values(node)) yield* tuples(child);
}

function* messages(document: Node): Generator<string> {
  const follow = (node: unknown): Node => {
    const { $ref } = node as Node;
    if (typeof $ref !== 'string') return node as Node;
    const keys = $ref.slice(2).split('/');
    return follow(keys.reduce((at, key) => at[key] as Node, document));
  };
  for (const [path, item] of entries(document['paths'])) {
    for (const [method, operation] of entries(item)) {
      for (const [status, response] of entries((operation as Node)['responses'])) {
        for (const [, media] of entries(follow(response)['content'])) {
          for (const [, example] of entries((media as Node)['examples'])) {
            const { error } = (follow(example)['value'] ?? {}) as Node;
            if (error) yield `${method.toUpperCase()} ${path}: ${status} "${error}"`;
          }
        }
      }
    }
  }
}

function entries(node: unknown): [string, unknown][] {
  return isNode(node) ? Object.entries(node) : [];
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null;
}
