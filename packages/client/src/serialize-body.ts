import { ChamelaionError } from './errors.ts';

/** A body as it is sent: a multipart form where it holds files, JSON elsewhere. */
export function serializeBody(body: object): string | Blob | FormData {
  if (body instanceof FormData) return body;
  const fields = Object.entries(body);
  if (!fields.some(([, value]) => value instanceof Blob)) {
    const json = toJSON(body);
    // Where a reused connection breaks Deno sends a string once more by itself, but not a Blob.
    return 'Deno' in globalThis ? new Blob([json]) : json;
  }
  const form = new FormData();
  for (const [name, value] of fields) {
    if (value instanceof Blob) form.append(name, value, value instanceof File ? value.name : name);
    else if (value !== undefined && value !== null) form.append(name, String(value));
  }
  return form;
}

function toJSON(body: object): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new ChamelaionError('The body cannot be written as JSON', { cause });
  }
}
