import { ChamelaionError } from '../errors.ts';
import { isNative } from '../options/environment.ts';
import type { NativeFile } from '../options/native-file.ts';
import type { Payload } from './call.ts';

/** A body as it is sent: a multipart form if it holds files, else JSON. */
export function serializeBody(body: object): Payload {
  if (body instanceof FormData) return body;
  const fields = Object.entries(body);
  if (!fields.some(([, value]) => isFile(value))) return jsonPayload(writeJSON(body));
  const form = new FormData();
  for (const [name, value] of fields) {
    if (isFile(value)) form.append(name, value, 'name' in value ? String(value.name) : name);
    else if (value !== undefined && value !== null) {
      form.append(name, typeof value === 'object' ? writeJSON(value) : String(value));
    }
  }
  return form;
}

/** True for what a form sends as a file, React Native's own kind included. */
function isFile(value: unknown): value is Blob {
  return value instanceof Blob || (isNative && typeof (value as NativeFile | null)?.uri === 'string');
}

/** A body as JSON. */
export function writeJSON(body: object): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new ChamelaionError('The body cannot be written as JSON', { cause });
  }
}

/** JSON as it is sent: if a reused connection breaks, Deno sends a text once more by itself, but not a Blob. */
export function jsonPayload(json: string): Payload {
  return 'Deno' in globalThis ? new Blob([json]) : json;
}
