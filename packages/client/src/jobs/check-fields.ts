import type { Fields, Shape } from '@chamelaion/spec/operations';
import { ChamelaionError } from '../errors.ts';
import { checkText } from '../options/check-text.ts';
import { isURL } from '../options/is-url.ts';

/** Refuses what the API would refuse, or would be paid for and fail; errors name the field. Files are not looked into. */
export function checkFields(object: unknown, fields: Fields, name: string): void {
  checkMembers(object, fields, name, '', object as Body);
}

type Body = Record<string, unknown>;

function checkMembers(object: unknown, fields: Fields, name: string, prefix: string, body: Body): void {
  checkObject(object, name);
  for (const field in fields) check(object[field], fields[field] as Shape, prefix + field, body);
}

function check(value: unknown, shape: Shape, name: string, body: Body): void {
  if (value === undefined && !shape.required) return;
  const { type, format, pattern, minimum, fields, values, keysOf, items, minItems, uniqueItems, oneOfEach } = shape;
  const refuse = (must: string): never => {
    throw new ChamelaionError(`${name} must ${must}`);
  };
  if (type === 'boolean' && typeof value !== 'boolean') refuse('be a boolean');
  if (type === 'integer' && !(Number.isSafeInteger(value) && (value as number) >= (minimum ?? 0))) {
    refuse(`be an integer of at least ${minimum ?? 0}`);
  }
  if (type === 'string') {
    if (shape.enum && !shape.enum.includes(value as string)) refuse(`be '${shape.enum.join("' or '")}'`);
    const text = checkText(value, name);
    if (pattern && !new RegExp(pattern).test(text)) refuse(`match /${pattern}/`);
    if (format === 'uri') {
      if (!isURL(text)) refuse('be an absolute URL');
      if (/\s/.test(text)) refuse(`be an encoded URL: ${text.trim().replace(/\s/g, encodeURIComponent)}`);
      const local = /^(blob|data|file|javascript):/i.exec(text);
      if (local) refuse(`be a URL that the API can fetch, not ${local[0]} (upload the file by generateWithMedia)`);
    }
  }
  if (fields) checkMembers(value, fields, name, `${name}.`, body);
  if (values) {
    checkObject(value, name);
    for (const [key, one] of Object.entries(value)) {
      if (keysOf && !(body[keysOf] as unknown[]).includes(key)) refuse(`hold only ${keysOf}, not '${key}'`);
      check(one, values, `${name}.${key}`, body);
    }
  }
  if (!items) return;
  if (!Array.isArray(value)) throw new ChamelaionError(`${name} must be an array`);
  if (value.length < (minItems ?? 0)) refuse('not be empty');
  value.forEach((item, index) => {
    check(item, items, `${name}[${index}]`, body);
    if (uniqueItems && value.indexOf(item) < index) refuse(`hold '${item}' once`);
  });
  for (const kind of (oneOfEach && items.fields?.[oneOfEach]?.enum) || []) {
    const count = value.filter((item) => item[oneOfEach as string] === kind).length;
    if (count !== 1) refuse(`hold exactly one ${kind} input, not ${count}`);
  }
}

/** Refuses what has no fields. */
export function checkObject(value: unknown, name: string): asserts value is Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new ChamelaionError(`${name} must be an object`);
}
