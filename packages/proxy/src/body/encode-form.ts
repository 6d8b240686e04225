import type { FormEvent } from './read-form.ts';
import { newReference, referenceField } from './reference.ts';

type Part = Exclude<FormEvent, { bytes: Uint8Array }>;

/** A form that is written anew as it is read. */
export interface EncodedForm {
  readonly contentType: string;
  readonly chunks: AsyncGenerator<Uint8Array, void>;
}

/**
 * Writes a form's parts as they come, with a boundary that the sender cannot know, and `reference_id` last: its value is
 * asked for once all parts are there.
 */
export function encodeForm(parts: AsyncIterable<FormEvent>, conclude: () => Promise<string>): EncodedForm {
  const boundary = newReference();
  const encoder = new TextEncoder();
  let separator = '';
  const begin = (part: Part) => {
    const head = encoder.encode(`${separator}--${boundary}\r\n${headersOf(part)}\r\n\r\n`);
    separator = '\r\n';
    return head;
  };

  async function* encode(): AsyncGenerator<Uint8Array, void> {
    for await (const event of parts) {
      if ('bytes' in event) yield event.bytes;
      else {
        yield begin(event);
        if ('field' in event) yield encoder.encode(event.text);
      }
    }
    const text = await conclude();
    yield begin({ field: referenceField, text });
    yield encoder.encode(`${text}\r\n--${boundary}--\r\n`);
  }

  return { contentType: `multipart/form-data; boundary=${boundary}`, chunks: encode() };
}

function headersOf(part: Part): string {
  if ('field' in part) return `Content-Disposition: form-data; name="${part.field}"`;
  const { file, filename, type } = part;
  return `Content-Disposition: form-data; name="${quote(file)}"; filename="${quote(filename)}"\r\nContent-Type: ${type}`;
}

/** As the HTML standard has it for names in forms; and no backslash, which some take for an escape. */
function quote(name: string): string {
  return name.replaceAll(/[\n\r"\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
