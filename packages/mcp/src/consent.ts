import { randomUUID } from 'node:crypto';
import type { InputRequiredResult, ServerContext } from '@modelcontextprotocol/server';
import { inputRequired, inputResponse } from '@modelcontextprotocol/server';

/** Asks a person, and takes each yes once, for exactly what it was given to. */
export class Consent {
  /** The open questions: what each is about, by a name that cannot be guessed. */
  readonly #asked = new Map<string, string>();

  /** What the person has said to this; undefined if they have not been asked. */
  answer({ mcpReq }: ServerContext, about: string): 'yes' | 'no' | undefined {
    const answer = inputResponse(mcpReq.inputResponses, 'confirm');
    if (answer.kind !== 'elicit') return undefined;
    if (answer.action !== 'accept' || answer.content?.['confirm'] !== true) return 'no';
    const question = mcpReq.requestState<string>() ?? '';
    if (this.#asked.get(question) !== about) return undefined;
    this.#asked.delete(question);
    return 'yes';
  }

  /** The question, which the client puts to the person. */
  ask(message: string, about: string): InputRequiredResult {
    const question = randomUUID();
    this.#asked.set(question, about);
    return inputRequired({
      inputRequests: {
        confirm: inputRequired.elicit({
          message,
          requestedSchema: {
            type: 'object',
            properties: { confirm: { type: 'boolean', title: 'Submit this paid job', default: false } },
            required: ['confirm'],
          },
        }),
      },
      requestState: question,
    });
  }
}
