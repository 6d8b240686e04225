// Far beyond any settings. Answers repeat them, and what is nested by the thousand could not be written again.
const maxDepth = 100;

/** The value of a JSON text; undefined if it is none, or nested too deeply. */
export function parseJSON(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value, maxDepth) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1));
}
