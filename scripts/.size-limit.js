import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The entries that have a budget; what exceeds it, and by how much, says src/budgets.ts.
const { bytes } = JSON.parse(readFileSync(new URL('src/budgets.json', import.meta.url), 'utf8'));

export default Object.keys(bytes).map((entry) => ({
  name: entry,
  path: fileURLToPath(import.meta.resolve(entry)),
  import: '*',
  ignore: ['node:*'],
}));
