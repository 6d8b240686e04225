import fc from 'fast-check';

const surrogates = { from: 0xd800, count: 0x800 };

/** What fast-check's unit `binary` gives, case by case; that makes a table of all characters first, for a second. */
export const character = fc.nat({ max: 0x10ffff - surrogates.count }).map(
  (number) => String.fromCodePoint(number < surrogates.from ? number : number + surrogates.count),
  (text) => {
    const point = (typeof text === 'string' && text.codePointAt(0)) || 0;
    if (String.fromCodePoint(point) !== text || /\p{Surrogate}/u.test(text)) throw new Error('not a character');
    return point < surrogates.from ? point : point - surrogates.count;
  },
);

const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?";

/** What fast-check's `webQueryParameters` gives, which makes the same table. */
export const anyQuery = fc.string({
  unit: fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...plain) },
    { weight: 1, arbitrary: character.map((one) => encodeURIComponent(one)) },
  ),
});
