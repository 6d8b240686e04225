/** Reads the `{name}` segments of a path that matches `template`. */
export function pathParams(template: string, path: string): Record<string, string> {
  const values = path.split('/');
  const params: Record<string, string> = {};
  for (const [index, segment] of template.split('/').entries()) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name) params[name] = decode(values[index] ?? '');
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
