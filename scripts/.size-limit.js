import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a user has beside the package. */
function peersOf(entry) {
  const name = entry.split('/').slice(0, 2).join('/');
  const file = new URL(import.meta.resolve(`${name}/package.json`));
  return Object.keys(JSON.parse(readFileSync(file, 'utf8')).peerDependencies ?? {});
}

const entry = (name, limit, wanted = '*') => ({
  name: wanted === '*' ? name : `${name}: one submission`,
  path: fileURLToPath(import.meta.resolve(name)),
  import: wanted,
  ignore: ['node:*', ...peersOf(name)],
  limit: `${limit} B`,
});

// Bytes, minified and compressed by brotli. To raise a limit is a decision: say why in the commit.
export default [
  entry('@chamelaion/client', 15_150, '{ Chamelaion }'),
  entry('@chamelaion/client', 15_300),
  entry('@chamelaion/client/fetch', 8_200),
  entry('@chamelaion/client/browser', 1_000),
  entry('@chamelaion/client/node', 6_200),
  entry('@chamelaion/proxy', 15_200),
  entry('@chamelaion/proxy/node', 2_400),
  entry('@chamelaion/react', 3_600),
];
