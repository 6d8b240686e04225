import fc from 'fast-check';

/** Any character. fast-check's unit `binary` makes a table of all of them first, for a second. */
export const character = fc
  .oneof(fc.nat({ max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((point) => String.fromCodePoint(point));

const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?";

/** What fast-check's `webQueryParameters` gives, which makes the same table. */
export const anyQuery = fc.string({
  unit: fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...plain) },
    { weight: 1, arbitrary: character.map((one) => encodeURIComponent(one)) },
  ),
});
