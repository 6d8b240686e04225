import fc from 'fast-check';

// What fast-check's unit `binary` and its `webUrl` generate, case by case. Those first make a table of all characters, for a
// second in each process; here a character's number is computed.

const surrogates = { from: 0xd800, count: 0x800 };

/** A character of Unicode. */
export const character = fc.nat({ max: 0x10ffff - surrogates.count }).map(
  (number) => String.fromCodePoint(number < surrogates.from ? number : number + surrogates.count),
  (text) => {
    const point = (typeof text === 'string' && text.codePointAt(0)) || 0;
    if (String.fromCodePoint(point) !== text || /\p{Surrogate}/u.test(text)) throw new Error('not a character');
    return point < surrogates.from ? point : point - surrogates.count;
  },
);

const escaped = fc.string({ unit: character, minLength: 1, maxLength: 1 }).map((one) => {
  const encoded = encodeURIComponent(one);
  return encoded === one ? `%${one.charCodeAt(0).toString(16)}` : encoded;
});

const range = (first: string, num: number) => ({
  num,
  build: (index: number) => String.fromCharCode(first.charCodeAt(0) + index),
});
const oneOf = (characters: string) => ({ num: characters.length, build: (index: number) => characters.charAt(index) });

/** A part of a URL, of letters, digits, these others, and escapes. */
const part = (others: string, size: fc.Size = 'small') =>
  fc.string({
    size,
    unit: fc.oneof(
      { weight: 10, arbitrary: fc.mapToConstant(range('a', 26), range('A', 26), range('0', 10), oneOf(others)) },
      { weight: 1, arbitrary: escaped },
    ),
  });

const path = (of: fc.Size, howMany: fc.Size) =>
  fc.array(part("-._~!$&'()*+,;=:@", of), { size: howMany }).map((parts) => parts.map((one) => `/${one}`).join(''));

const tail = part("-._~!$&'()*+,;=:@/?");

/** A URL of the web, with a query and a fragment if they are asked for. */
export function webUrl({ tails = false } = {}): fc.Arbitrary<string> {
  const maybe = tails ? fc.option(tail) : fc.constant(null);
  return fc
    .tuple(
      fc.constantFrom('http', 'https'),
      fc.webAuthority({ size: 'small' }),
      fc.oneof(path('small', 'xsmall'), path('xsmall', 'small')),
      maybe,
      maybe,
    )
    .map(
      ([scheme, authority, way, query, fragment]) =>
        `${scheme}://${authority}${way}${query === null ? '' : `?${query}`}${fragment === null ? '' : `#${fragment}`}`,
    );
}
