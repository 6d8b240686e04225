/** A constant by its name, so that a bundle that asks for bodies alone holds no queries. */
export class Reference {
  readonly text: string;
  constructor(name: string) {
    // Declarations are written file by file: each must say its type.
    this.text = `${name} as typeof ${name}`;
  }
}

/** JSON as TypeScript writes it, short values on one line. */
export function printValue(value: unknown, indent = ''): string {
  const short = printFlat(value);
  if (typeof value !== 'object' || value === null || indent.length + short.length < 100) return short;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((item) => `${inner}${printValue(item, inner)},\n`).join('')}${indent}]`;
  const members = Object.entries(value).map(([key, item]) => `${inner}${printKey(key)}: ${printValue(item, inner)},\n`);
  return `{\n${members.join('')}${indent}}`;
}

function printFlat(value: unknown): string {
  if (value instanceof Reference) return value.text;
  if (Array.isArray(value)) return `[${value.map(printFlat).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? quote(value) : JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${printFlat(item)}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}

function printKey(key: string): string {
  return /^[a-z_]\w*$/i.test(key) ? key : quote(key);
}

function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
