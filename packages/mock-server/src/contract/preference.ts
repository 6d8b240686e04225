import type { Preference } from './contract.ts';

/** Reads `Prefer: code=429, example=rate-limit-exceeded`; undefined when it asks for neither. */
export function readPreference(header: string | string[] | undefined): Preference | undefined {
  if (header === undefined) return undefined;
  const text = String(header);
  const code = /(?:^|[,;\s])code="?(\d{3})"?/.exec(text)?.[1];
  const example = /(?:^|[,;\s])example="?([\w-]+)"?/.exec(text)?.[1];
  if (!code && !example) return undefined;
  return { code: code ? Number(code) : undefined, example };
}
