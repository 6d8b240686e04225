// Far beyond any settings. Answers repeat them, and what is nested by the thousand could not be written again.
const maxDepth = 100;
// To find equal items in a list, the validator compares each with each.
const maxMembers = 1_000;

/** The value of a JSON text. Gives undefined if it is not JSON, is nested too deeply, or has too long a list or object. */
export function parseJSON(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isSmall(value, maxDepth) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSmall(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const members: unknown[] = Object.values(value);
  return depth > 0 && members.length <= maxMembers && members.every((inner) => isSmall(inner, depth - 1));
}
