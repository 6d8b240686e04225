import type { Shape } from '@chamelaion/spec/operations';
import { type Operation, refusalOf } from '../http/operations.ts';
import { Digest } from './digest.ts';
import { type Hosts, textReader } from './hosts.ts';
import { type Reading, readValue } from './read-fields.ts';
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
export function describeForm(form: AsyncIterable<FormEvent>, operation: Operation, hosts: Hosts): DescribedForm {
  const parts: Part[] = [];
  const fail = () => refusalOf(operation, 'body');
  const reading = { fail, text: textReader(hosts, fail) };
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
        const text = readText(event.text, operation.takes[event.field] as Shape, event.field, reading);
        parts.push({ name: event.field, about: text });
        yield { field: event.field, text };
        continue;
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

/** A text field, as it is written anew: what the contract knows of it, and nothing else. */
function readText(text: string, shape: Shape, name: string, reading: Reading): string {
  const { type } = shape;
  if (type === 'boolean' && !/^(true|false)$/.test(text)) throw reading.fail();
  if (type !== 'object' && type !== 'array') return reading.text(text, shape, name);
  return JSON.stringify(readValue(parse(text, type), shape, name, reading));
}

/** JSON; of a list also `de,fr`, as some of the vendor's clients write it. */
function parse(text: string, type: 'object' | 'array'): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return type === 'array' ? text.split(',') : undefined;
  }
}
