import { APIError, type Chamelaion } from '@chamelaion/client';
import type { Fields } from '@chamelaion/spec/operations';
import type { CallToolResult, InputRequiredResult, McpServer, ServerContext } from '@modelcontextprotocol/server';
import { fromJsonSchema } from '@modelcontextprotocol/server';
import { type Clean, quote } from '../clean.ts';
import type { Options } from '../options.ts';
import { schemaOf } from '../shapes.ts';
import type { Tasks } from '../tasks.ts';

/** All that this process remembers. */
export interface Session extends Options {
  readonly client: Chamelaion;
  readonly clean: Clean;
  readonly tasks: Tasks;
  /** What a person was asked and has not answered. */
  readonly asked: Set<string>;
  /**
   * The jobs that were begun to be sent, by kind and reference: the digest of their inputs, and their id once that is
   * known. What is in here may have been paid for, so that its size is what counts against --max-jobs.
   */
  readonly sent: Map<string, { readonly digest: string; readonly id?: string }>;
  /** What tells its references from those of other sessions. */
  readonly name: string;
}

/** One call of a tool. */
export interface Call extends Session {
  readonly server: McpServer;
  readonly ctx: ServerContext;
  /** Aborted if the caller no longer wants the result, or, by a `TimeoutError`, if the call must be answered. */
  readonly signal: AbortSignal;
}

/** What a tool answers: a result, or what to ask a person before. */
export type ToolResult = CallToolResult | InputRequiredResult;

/** What a tool is, and what it does. */
export interface Tool {
  readonly name: string;
  /** Written for a model. */
  readonly description: string;
  /** The fields that it takes, and those that it answers. */
  readonly input: Fields;
  readonly output: Fields;
  /** True if something changes by it, here or at the API. */
  readonly changes?: true;
  /** Does it; what it is given has passed the schema of its input. */
  run(given: object, call: Call): Promise<ToolResult>;
}

// Agents' programs give up after 60 s.
const longestCall = 48_000;
// They end the connection at 10 MB.
const longestResult = 2_000_000;

/** Adds a tool to the server. What it throws becomes an error that says what to do next. */
export function addTool(server: McpServer, session: Session, tool: Tool): void {
  const { name, description, input, output, changes = false } = tool;
  // No tool takes anything away, and the same call again changes nothing more.
  const annotations = { readOnlyHint: !changes, destructiveHint: false, idempotentHint: true, openWorldHint: true };
  const inputSchema = fromJsonSchema<object>(schemaOf({ type: 'object', fields: input }, true));
  // An answer that lacks a field is better than none.
  const outputSchema = fromJsonSchema(schemaOf({ type: 'object', fields: output }, false));
  const config = { description, inputSchema, outputSchema, annotations };
  server.registerTool(name, config, async (given, ctx) => {
    try {
      const signal = AbortSignal.any([ctx.mcpReq.signal, AbortSignal.timeout(longestCall)]);
      return await tool.run(given, { ...session, server, ctx, signal });
    } catch (error) {
      return { content: [{ type: 'text', text: explain(error as Error, session.clean) }], isError: true };
    }
  });
}

/** A result: words for those who read no more, and the same for programs. */
export function result(text: string, structuredContent: object, links: CallToolResult['content'] = []): CallToolResult {
  if (JSON.stringify([structuredContent, links]).length > longestResult) {
    throw new Error('The answer of the API is too long to pass on: use a smaller limit');
  }
  return { content: [{ type: 'text', text }, ...links], structuredContent: { ...structuredContent } };
}

/** What to do next, by the name of a failure. */
const advice: { readonly [name: string]: string } = {
  UnknownOutcomeError: 'Whether the job was made is unknown. The same call again looks for it, and never pays twice.',
  AuthenticationError: 'The API key is refused. Ask the person to check CHAMELAION_API_KEY; do not ask for the key.',
  TokenLimitError: 'The token balance is empty and nothing was paid. Tell the person; do not try again by yourself.',
  NotFoundError: 'Check the id and the kind; list_jobs shows the jobs. What is new may take some seconds to appear.',
};

/** A failure in words for an agent. The API's own are quoted and marked. */
function explain(error: Error, clean: Clean): string {
  if (!(error instanceof APIError)) return `${clean(error.message)}.`;
  const spoke = error.status === undefined ? '' : ` ${quote(error.message, clean)}`;
  return `The API call failed.${spoke} ${advice[error.name] ?? 'Call again; if that fails, tell the person.'}`;
}
