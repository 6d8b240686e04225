import { ChamelaionError } from '../errors.ts';
import { checkText } from '../options/check-text.ts';

/** Puts parameters into a path, and refuses those that would lead to another one. */
export function fillPath(path: string, params?: object | null): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const text = checkText((params as Record<string, unknown> | null | undefined)?.[name], name);
    if (leadsElsewhere(text)) throw new ChamelaionError(`${name} must not be '${text}'`);
    return encodeURIComponent(text);
  });
}

/** URLs resolve '.' and '..', encoded or not. */
function leadsElsewhere(text: string): boolean {
  return text === '.' || text === '..';
}

/** True for an id that a job can be followed by: a text that a path can hold and that came through undamaged. */
export function isUsableId(id: unknown): id is string {
  return typeof id === 'string' && id.trim() !== '' && !leadsElsewhere(id) && !/[\uD800-\uDFFF\uFFFD]/u.test(id);
}
