import { ChamelaionError } from '../errors.ts';

// A lone surrogate has no UTF-8 form: it would be sent as another text. Hermes knows no \p{Surrogate}.
const loneSurrogate = /[\uD800-\uDFFF]/u;

/** Refuses what is no text that can be sent as it is. */
export function checkText(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '' && !loneSurrogate.test(value)) return value;
  throw new ChamelaionError(`${field} must be a non-empty, well-formed string`);
}
