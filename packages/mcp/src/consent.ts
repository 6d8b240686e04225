import { randomUUID } from 'node:crypto';
import type { ClientCapabilities, InputRequiredResult } from '@modelcontextprotocol/server';
import { CLIENT_CAPABILITIES_META_KEY, inputRequired, inputResponse } from '@modelcontextprotocol/server';
import type { Call } from './tools/tool.ts';

/**
 * What a person says to this, or the question if they have not been asked. A yes counts once, for exactly what it was
 * given to. Throws if the client cannot ask.
 */
export function askPerson(call: Call, message: string, about: string): 'yes' | 'no' | InputRequiredResult {
  const { mcpReq } = call.ctx;
  if (!canAsk(call)) {
    throw new Error(
      'This costs money, and this client cannot ask the person (it has no elicitation). Nothing was submitted. The ' +
        'person can start the server with --allow-paid, and then jobs are submitted without a question',
    );
  }
  const answer = inputResponse(mcpReq.inputResponses, 'confirm');
  if (answer.kind === 'elicit') {
    if (answer.action !== 'accept' || answer.content?.['confirm'] !== true) return 'no';
    const question = mcpReq.requestState<string>() ?? '';
    if (question.endsWith(` ${about}`) && call.asked.delete(question)) return 'yes';
  }
  // Its name cannot be guessed.
  const question = `${randomUUID()} ${about}`;
  call.asked.add(question);
  const properties = { confirm: { type: 'boolean', title: 'Submit this paid job', default: false } } as const;
  const requestedSchema = { type: 'object' as const, properties, required: ['confirm'] };
  const confirm = inputRequired.elicit({ message, requestedSchema });
  return inputRequired({ inputRequests: { confirm }, requestState: question });
}

/** True if the client can put a question to a person. */
function canAsk({ ctx, server }: Call): boolean {
  const envelope = ctx.mcpReq.envelope as { readonly [key: string]: ClientCapabilities } | undefined;
  const { elicitation } = envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? server.server.getClientCapabilities() ?? {};
  // Before there were two modes, an empty object meant forms.
  return elicitation !== undefined && ('form' in elicitation || !('url' in elicitation));
}
