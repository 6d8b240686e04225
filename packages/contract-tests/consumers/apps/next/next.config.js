import { join } from 'node:path';

// Two lockfiles lie above this folder; packages come from both.
export default { turbopack: { root: join(import.meta.dirname, '../..') } };
