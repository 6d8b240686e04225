import { ChamelaionError } from './errors.ts';

/** Puts parameters into a path, and refuses those that would lead to another one. */
export function fillPath(path: string, params?: object | null): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value: unknown = (params as Record<string, unknown> | null | undefined)?.[name];
    const text = checkText(value, name);
    // '' is the list's path, and URLs resolve '.' and '..', encoded or not.
    if (text === '.' || text === '..') throw new ChamelaionError(`${name} must not be '${text}'`);
    return encodeURIComponent(text);
  });
}

/** Refuses what the API would refuse, or would be paid for and fail; for callers without types. */
export function checkInputs(body: object): void {
  const { inputs } = checkObject(body, 'The body');
  if (!Array.isArray(inputs))
    throw new ChamelaionError('inputs must be an array of one video and one audio input');
  inputs.forEach((input: unknown, index) => {
    const { type, url } = checkObject(input, `inputs[${index}]`);
    if (type !== 'video' && type !== 'audio') {
      throw new ChamelaionError(`inputs[${index}].type must be 'video' or 'audio'`);
    }
    if (!URL.canParse(checkText(url, `inputs[${index}].url`))) {
      throw new ChamelaionError(`inputs[${index}].url must be an absolute URL`);
    }
  });
  for (const type of ['video', 'audio']) {
    const count = inputs.filter((input) => input.type === type).length;
    if (count !== 1) throw new ChamelaionError(`inputs must hold exactly one ${type} input, not ${count}`);
  }
}

/** A copy of a body, as JSON will send it. */
export function copyAsJSON<T extends object>(body: T): T {
  try {
    return JSON.parse(JSON.stringify(checkObject(body, 'The body')));
  } catch (cause) {
    if (cause instanceof ChamelaionError) throw cause;
    throw new ChamelaionError('The body cannot be written as JSON', { cause });
  }
}

/** Refuses wrong types in the fields that both generation operations share. */
export function checkJobFields(body: object): void {
  const { reference_id, disable_active_speaker_detection: disabled } = checkObject(body, 'The body');
  if (reference_id !== undefined) checkText(reference_id, 'reference_id');
  if (disabled !== undefined && typeof disabled !== 'boolean') {
    throw new ChamelaionError('disable_active_speaker_detection must be a boolean');
  }
}

/** Refuses a page that the API does not have. */
export function checkPage(query: object): void {
  const { limit, offset, reference_id } = checkObject(query, 'The query');
  checkInteger(limit, 'limit', 1);
  checkInteger(offset, 'offset', 0);
  if (reference_id !== undefined) checkText(reference_id, 'reference_id');
}

function checkObject(value: unknown, field: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new ChamelaionError(`${field} must be an object`);
}

function checkInteger(value: unknown, field: string, least: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && (value as number) >= least)) return;
  throw new ChamelaionError(`${field} must be an integer of at least ${least}`);
}

// A lone surrogate has no UTF-8 form: it would be sent as another text.
const loneSurrogate = /\p{Surrogate}/u;

function checkText(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '' && !loneSurrogate.test(value)) return value;
  throw new ChamelaionError(`${field} must be a non-empty, well-formed string`);
}
