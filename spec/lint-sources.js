/** Every statement says where it is known from, by `x-source` or `x-ours`, or stands below one that does. */
export default function lintSources() {
  return { id: 'house', rules: { oas3: { source } } };
}

// The named things of a contract: what stands inside of them inherits their source.
const places = [/^servers\/\d+$/, /^paths\/[^/]+\/(get|put|post|patch|delete)$/, /^components\/[^/]+\/[^/]+$/];

function source() {
  return {
    Root(root, { report, location }) {
      const known = Object.keys(root.info?.['x-sources'] ?? {});
      const at = (path, key) => ({ location: key ? location.child([...path, key]).key() : location.child(path) });
      const visit = (node, path) => {
        if (typeof node !== 'object' || node === null) return;
        const { 'x-source': sources, 'x-ours': reason } = node;
        const name = path.join(' ');
        const place = path.map((key) => String(key).replaceAll('/', '~1')).join('/');
        if (sources === undefined && reason === undefined && places.some((pattern) => pattern.test(place))) {
          const message = `${name} must say where it is known from: x-source: [${known.join(' | ')}], or x-ours: the reason why this project decided it.`;
          report({ message, location: location.child(path).key() });
        }
        const isKnown = (value) => known.includes(value);
        if (sources !== undefined && !(Array.isArray(sources) && sources.length > 0 && sources.every(isKnown))) {
          report({
            message: `x-source must be a list of: ${known.join(', ')} (see info.x-sources).`,
            ...at(path, 'x-source'),
          });
        }
        if (reason !== undefined && (typeof reason !== 'string' || reason.trim() === '')) {
          report({ message: 'x-ours must say why this project decided it.', ...at(path, 'x-ours') });
        }
        for (const [key, child] of Object.entries(node)) visit(child, [...path, key]);
      };
      visit(root, []);
    },
  };
}
