import { type Fields, inputs } from '@chamelaion/spec/operations';
import type { Operation } from '../contract/contract.ts';
import type { Call, Check } from './call.ts';

/** Something that is listed, as the API shows it. */
type Item = { readonly [field: string]: unknown };

/** What a call may choose from. */
export interface Choice<T> {
  readonly found: readonly T[];
  /** What can be filtered by. */
  readonly facts: (one: T) => Item;
  /** One of them as the API shows it. */
  readonly show: (one: T) => Item;
}

// A job is found by its reference before it is shown.
const noFilters = ['limit', 'offset', 'reference_id'];

/** An operation that lists what there is, filtered as its query says. */
export function checkList<T>(operation: Operation, choose: (call: Call) => Choice<T>): Check {
  const { query: known } = inputs[operation.id] as { query: Fields };
  const names = Object.keys(known).filter((name) => !noFilters.includes(name));
  return (call) => {
    const { path, query } = call;
    const [violation] = operation.examineRequest({ path, query });
    if (violation) return operation.refusal(violation.at);
    return () => {
      // `limit=` is as good as no limit, for Prism as well.
      const [limit, offset] = [Number(query['limit'] || 20), Number(query['offset'] || 0)];
      const wanted = names.filter((name) => query[name]);
      const { found, facts, show } = choose(call);
      const isWanted = (item: Item) => wanted.every((name) => matches(item, name, query[name] as string));
      const matching = wanted.length === 0 ? found : found.filter((one) => isWanted(facts(one)));
      const page = matching.slice(offset, offset + limit).map(show);
      return { status: 200, body: { [operation.answer]: page, pagination: { limit, offset, total: matching.length } } };
    };
  };
}

type Filter = (item: Item, value: string) => boolean;

/** Parameters that are not the name of a field. */
const filters: Readonly<Record<string, Filter>> = {
  target_language: ({ target_languages }, value) => (target_languages as string[]).includes(value),
  created_after: ({ created_at }, value) => Date.parse(created_at as string) > Date.parse(value),
  created_before: ({ created_at }, value) => Date.parse(created_at as string) < Date.parse(value),
  favorite: ({ is_favorite }, value) => String(is_favorite) === value,
  search: (item, value) =>
    Object.values(item).some((field) => typeof field === 'string' && field.toLowerCase().includes(value.toLowerCase())),
};

function matches(item: Item, name: string, value: string): boolean {
  return filters[name]?.(item, value) ?? item[name] === value;
}
