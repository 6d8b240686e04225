import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The entries that have a budget; what exceeds it, and by how much, says src/budgets.ts.
const { bytes } = JSON.parse(readFileSync(new URL('src/budgets.json', import.meta.url), 'utf8'));

/** What a user has beside the package. */
function peersOf(entry) {
  const name = entry.split('/').slice(0, 2).join('/');
  const file = new URL(import.meta.resolve(`${name}/package.json`));
  return Object.keys(JSON.parse(readFileSync(file, 'utf8')).peerDependencies ?? {});
}

export default Object.keys(bytes).map((entry) => ({
  name: entry,
  path: fileURLToPath(import.meta.resolve(entry)),
  import: '*',
  ignore: ['node:*', ...peersOf(entry)],
}));
