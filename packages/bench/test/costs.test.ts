import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readPackages } from '../src/measures/installed.ts';
import { measureTypes } from '../src/measures/type-checking.ts';

// What must not grow unnoticed. Bytes have limits in scripts/.size-limit.js.
test.each([
  ['@chamelaion/client', 2],
  ['@chamelaion/batch', 23],
  ['@chamelaion/proxy', 2],
  ['@chamelaion/mock-server', 142],
])('an install of %s brings %i other packages at most', async (name, most) => {
  const folder = dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
  expect((await readPackages(folder)).size - 1).toBeLessThanOrEqual(most);
});

test('a program that submits one job costs the compiler 550 type instantiations at most', () => {
  const consumer = new URL('../../client/test/consumer/consumer.ts', import.meta.url);
  const { instantiations } = measureTypes(fileURLToPath(consumer));
  process.stdout.write(`one job: ${instantiations} type instantiations\n`);
  expect(instantiations).toBeGreaterThan(100);
  expect(instantiations).toBeLessThanOrEqual(550);
});
