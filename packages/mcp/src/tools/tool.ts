import type { CallToolResult, InputRequiredResult, McpServer, ResourceLink } from '@modelcontextprotocol/server';
import { fromJsonSchema } from '@modelcontextprotocol/server';
import { type Call, callOf } from '../call.ts';
import type { Clean } from '../clean.ts';
import { explain } from '../explain.ts';
import type { Schema } from '../schema-of.ts';
import type { Arguments } from '../submission.ts';

/** What a tool is, and what it does. */
export interface Tool {
  readonly name: string;
  /** Written for a model. */
  readonly description: string;
  readonly input: Schema;
  readonly output: Schema;
  /** True if nothing changes by it, here or at the API. */
  readonly isReadOnly: boolean;
  readonly run: (given: Arguments, call: Call) => Promise<CallToolResult | InputRequiredResult>;
}

// Programs end the connection at 10 MB.
const longestResult = 2_000_000;

/** Adds a tool to the server. What it throws becomes an error that says what to do next. */
export function addTool(
  server: McpServer,
  clean: Clean,
  { name, description, input, output, isReadOnly, run }: Tool,
): void {
  // No tool takes anything away, and the same call again changes nothing more.
  const annotations = { readOnlyHint: isReadOnly, destructiveHint: false, idempotentHint: true, openWorldHint: true };
  const inputSchema = fromJsonSchema<Arguments>(input);
  const config = { description, inputSchema, outputSchema: fromJsonSchema(output), annotations };
  server.registerTool(name, config, async (given, ctx) => {
    try {
      return await run(given, callOf(ctx, server));
    } catch (error) {
      return { content: [{ type: 'text', text: explain(error, clean) }], isError: true };
    }
  });
}

/** A result: words for those who read no more, and the same for programs. */
export function result(text: string, structuredContent: object, links: readonly ResourceLink[] = []): CallToolResult {
  if (JSON.stringify([structuredContent, links]).length > longestResult) {
    throw new Error('The answer of the API is too long to pass on: use a smaller limit');
  }
  return { content: [{ type: 'text', text }, ...links], structuredContent: { ...structuredContent } };
}

export function linkTo(uri: string, name: string): ResourceLink {
  return { type: 'resource_link', name, uri };
}
