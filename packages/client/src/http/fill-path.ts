import { ChamelaionError } from '../errors.ts';
import { checkText } from '../options/check-text.ts';

/** Puts parameters into a path, and refuses those that would lead to another one. */
export function fillPath(path: string, params?: object | null): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = checkText((params as Record<string, unknown> | null | undefined)?.[name], name);
    // '' is the list's path, and URLs resolve '.' and '..', encoded or not.
    if (text === '.' || text === '..') throw new ChamelaionError(`${name} must not be '${text}'`);
    return encodeURIComponent(text);
  });
}
