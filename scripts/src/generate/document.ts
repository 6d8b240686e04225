/** Any part of the contract. */
export type Node = { readonly [key: string]: unknown };

/** Follows references, so that every part can be read where it is used. */
export function createResolver(document: Node): (node: unknown) => Node {
  return function resolve(node): Node {
    const { $ref } = (node ?? {}) as Node;
    if (typeof $ref !== 'string') return (node ?? {}) as Node;
    const keys = $ref.slice(2).split('/');
    return resolve(keys.reduce<unknown>((at, key) => (at as Node)[key], document));
  };
}

/** The members of a part; none if it is absent. */
export function entriesOf(node: unknown): [string, Node][] {
  return Object.entries((node ?? {}) as { [key: string]: Node });
}
