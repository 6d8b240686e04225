import { type Operation, refusalOf } from '../http/operations.ts';
import type { FormEvent } from './read-form.ts';
import { readReference, referenceField } from './reference.ts';

/** What a form turns out to be once it has passed. */
export interface FormDescription {
  readonly reference: string | undefined;
  /** Differs for every other job. */
  readonly fingerprint: string;
}

/** A form that passes, and what it turns out to be. */
export interface DescribedForm {
  /** All but `reference_id`. */
  readonly events: AsyncGenerator<FormEvent, void>;
  /** Once all events have passed. Refuses a form that is no job. */
  conclude(): FormDescription;
}

interface Part {
  readonly name: string;
  readonly about: string;
  size: number;
  checksum: number;
}

/** Looks at a form while it passes. */
export function describeForm(form: AsyncIterable<FormEvent>, operation: Operation): DescribedForm {
  const parts: Part[] = [];
  let reference: string | undefined;

  async function* pass(): AsyncGenerator<FormEvent, void> {
    for await (const event of form) {
      if ('bytes' in event) note(parts.at(-1) as Part, event.bytes);
      else if ('file' in event)
        parts.push({ name: event.file, about: `${event.filename} ${event.type}`, size: 0, checksum: 0 });
      else if (event.field === referenceField) {
        reference = readReference(event.text);
        continue;
      } else {
        const isSwitch = operation.takes[event.field]?.type === 'boolean';
        if (isSwitch && !/^(true|false)$/.test(event.text)) throw refusalOf(operation, 'body');
        parts.push({ name: event.field, about: event.text, size: 0, checksum: 0 });
      }
      yield event;
    }
  }

  return {
    events: pass(),
    conclude() {
      for (const [name, { required }] of Object.entries(operation.takes)) {
        if (required && !parts.some((part) => part.name === name)) throw refusalOf(operation, `body.${name}`);
      }
      return { reference, fingerprint: JSON.stringify(parts) };
    },
  };
}

/** FNV-1a: tells one take from another of the same length. */
function note(part: Part, bytes: Uint8Array): void {
  let { checksum } = part;
  for (let index = 0; index < bytes.length; index++) {
    checksum = Math.imul(checksum ^ (bytes[index] as number), 0x01000193);
  }
  part.checksum = checksum;
  part.size += bytes.length;
}
