import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import budgets from './budgets.json' with { type: 'json' };
import { checkBudgets } from './check-budgets.ts';
import { readPackages } from './installed.ts';
import { measureTypes } from './measure-types.ts';

const own = fileURLToPath(new URL('../', import.meta.url));
const sizeLimit = `${own}node_modules/size-limit/bin.js`;
const consumer = fileURLToPath(new URL('../../packages/client/test/consumer/consumer.ts', import.meta.url));

/** Minified and compressed by brotli. */
function countBytes(): Record<string, number> {
  const output = execFileSync(process.execPath, [sizeLimit, '--json'], { cwd: own, encoding: 'utf8' });
  const sizes: { name: string; size: number }[] = JSON.parse(output);
  return Object.fromEntries(sizes.map(({ name, size }) => [name, size]));
}

/** All packages that come with one, those of its dependencies included. */
async function countDependencies(names: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) {
    const folder = dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
    counts[name] = (await readPackages(folder)).size - 1;
  }
  return counts;
}

const counts = {
  bytes: countBytes(),
  dependencies: await countDependencies(Object.keys(budgets.dependencies)),
  instantiations: { '@chamelaion/client': measureTypes(consumer).instantiations },
};
const complaints = checkBudgets(budgets, counts);
console.log(JSON.stringify(counts, null, 2));
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) {
  console.error('Make it smaller, or decide on a new budget: scripts/src/budgets.json');
  process.exitCode = 1;
}
