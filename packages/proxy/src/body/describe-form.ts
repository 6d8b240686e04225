import { type Operation, refusalOf } from '../http/operations.ts';
import { Digest } from './digest.ts';
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
  conclude(): Promise<FormDescription>;
}

interface Part {
  readonly name: string;
  readonly about: string;
  /** Of a file. */
  readonly content?: Digest;
}

/** Looks at a form while it passes. */
export function describeForm(form: AsyncIterable<FormEvent>, operation: Operation): DescribedForm {
  const parts: Part[] = [];
  let reference: string | undefined;

  async function* pass(): AsyncGenerator<FormEvent, void> {
    for await (const event of form) {
      if ('bytes' in event) await parts.at(-1)?.content?.add(event.bytes);
      else if ('file' in event) {
        parts.push({ name: event.file, about: `${event.filename} ${event.type}`, content: new Digest() });
      } else if (event.field === referenceField) {
        reference = readReference(event.text);
        continue;
      } else {
        const isSwitch = operation.takes[event.field]?.type === 'boolean';
        if (isSwitch && !/^(true|false)$/.test(event.text)) throw refusalOf(operation, 'body');
        parts.push({ name: event.field, about: event.text });
      }
      yield event;
    }
  }

  return {
    events: pass(),
    async conclude() {
      for (const [name, { required }] of Object.entries(operation.takes)) {
        if (required && !parts.some((part) => part.name === name)) throw refusalOf(operation, `body.${name}`);
      }
      const described = parts.map(async ({ name, about, content }) => [name, about, await content?.end()]);
      return { reference, fingerprint: JSON.stringify(await Promise.all(described)) };
    },
  };
}
