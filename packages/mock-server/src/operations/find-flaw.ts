import type { Fields } from '@chamelaion/spec/operations';

type Body = { readonly [field: string]: unknown };

/**
 * Names the first flaw of a JSON body as the contract's `x-flaw` does, or gives undefined.
 *
 * The schema alone cannot name it: against two tuples, one wrong item violates everything. So if the body does not fit,
 * each item is examined by the same schema once more, with its kind corrected and among the items of `sample`.
 */
export function findFlaw(
  body: unknown,
  shapes: Fields,
  sample: Body,
  fits: (body: unknown) => boolean,
): string | undefined {
  if (fits(body)) return undefined;
  const [name, shape] = Object.entries(shapes).find(([, { oneOfEach }]) => oneOfEach) ?? [];
  if (!name || !shape?.oneOfEach || !isObject(body)) return 'body';
  const items = body[name];
  const company = sample[name] as Body[];
  if (!Array.isArray(items) || !fits({ ...body, [name]: company })) return 'body';
  const { oneOfEach: kind } = shape;
  const [first, ...others] = company;
  const isSound = (item: unknown) =>
    isObject(item) && fits({ ...body, [name]: [{ ...item, [kind]: first?.[kind] }, ...others] });
  if (!items.every(isSound)) return 'body';
  const known = shape.items?.fields?.[kind]?.enum ?? [];
  if (items.some((item) => !known.includes(item[kind]))) return `body.${name}.${kind}`;
  const uneven = known.find((value) => items.filter((item) => item[kind] === value).length !== 1);
  return uneven ? `body.${name}.${uneven}` : 'body';
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
