/** A fact of the API, as facts.yaml describes it. */
export interface Fact {
  fact: string;
  from: string[];
  at?: Record<string, unknown>;
  never?: string;
  such_as?: string;
  outside?: string;
}

const sources = ['reference', 'site', 'sdk', 'ours', 'undocumented'];

/** Words for readers, and names that never travel: not what the API promises. */
const prose = new Set([
  ...['openapi', 'jsonSchemaDialect', 'info', 'tags', 'operationId'],
  ...['summary', 'description', 'title', 'x-ours'],
]);

/** Where the contract and the facts contradict each other, in sentences; empty where they agree. */
export function disagreements(contract: object, facts: Fact[]): string[] {
  const stated = new Map(statements(contract));
  const covered = new Set<string>();
  const marks = new Set(facts.filter(isOurs).flatMap(({ at }) => Object.keys(at ?? {})));
  const found: string[] = [];

  for (const { fact, from, at = {}, never, such_as, outside } of facts) {
    const say = (problem: string) => found.push(`${problem} (fact: ${fact})`);
    if (from.length === 0 || from.some((source) => !sources.includes(source)))
      say(`"from" is not one of ${sources.join(', ')}`);
    if (Object.keys(at).length === 0 && !never && !outside) say('nothing says where the contract states it');
    for (const [pointer, expected] of Object.entries(at)) {
      for (const [leaf, value] of leaves(expected, pointer)) {
        covered.add(leaf);
        const actual = resolve(contract, leaf);
        if (actual === undefined) say(`${leaf} is missing`);
        else if (!agrees(leaf, actual, value))
          say(`${leaf} is ${JSON.stringify(actual)}, not ${JSON.stringify(value)}`);
      }
      if (isOurs({ from }) && !Object.hasOwn(Object(resolve(contract, pointer)), 'x-ours'))
        say(`${pointer} is not marked x-ours`);
    }
    if (never) {
      const promise = new RegExp(never, 'i');
      if (!promise.test(such_as ?? '')) say('"never" does not forbid "such_as"');
      for (const [pointer, value] of stated) {
        if (promise.test(`${pointer} ${JSON.stringify(value)}`))
          say(`${pointer} promises what nobody documents`);
      }
    }
  }
  for (const [pointer, value] of stated) {
    if (!covered.has(pointer))
      found.push(
        `${pointer} states ${JSON.stringify(value)}, but no fact does: add it to facts.yaml or mark it x-ours`,
      );
  }
  for (const pointer of ours(contract)) {
    if (!marks.has(pointer)) found.push(`${pointer} is marked x-ours, but no fact from "ours" is at it`);
  }
  return found;
}

const isOurs = ({ from }: Pick<Fact, 'from'>) => from.includes('ours');

/** Of words for readers it is enough to hold the expected ones; of a node, to be there. */
function agrees(pointer: string, actual: unknown, expected: unknown): boolean {
  if (isNode(expected))
    return isNode(actual) && (!Array.isArray(expected) || Object.keys(actual).length === 0);
  if (!/\/(description|summary)$/.test(pointer)) return actual === expected;
  return String(actual).replaceAll(/\s+/g, ' ').includes(String(expected));
}

/** Everything that the contract says of the API, but for what is marked x-ours. */
function* statements(node: unknown, pointer = ''): Generator<[string, unknown]> {
  if (!isNode(node)) {
    yield [pointer, node];
    return;
  }
  if ('x-ours' in node) return;
  const named = /\/(properties|examples)$/.test(pointer);
  const children = Object.entries(node).filter(([key]) => named || !prose.has(key));
  if (children.length === 0) yield [pointer, Array.isArray(node) ? [] : {}];
  for (const [key, child] of children) yield* statements(child, join(pointer, key));
}

function* leaves(node: unknown, pointer: string): Generator<[string, unknown]> {
  if (!isNode(node) || Object.keys(node).length === 0) yield [pointer, node];
  else for (const [key, child] of Object.entries(node)) yield* leaves(child, join(pointer, key));
}

/** Where the contract says that something is this project's own. */
function* ours(node: unknown, pointer = ''): Generator<string> {
  if (!isNode(node)) return;
  if ('x-ours' in node) yield pointer;
  for (const [key, child] of Object.entries(node)) yield* ours(child, join(pointer, key));
}

function join(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function resolve(document: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>(
    (node, key) => (isNode(node) ? node[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
    document,
  );
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
