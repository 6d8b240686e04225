import type { ClientCapabilities, McpServer, ServerContext } from '@modelcontextprotocol/server';
import { CLIENT_CAPABILITIES_META_KEY } from '@modelcontextprotocol/server';

/** One call of a tool. */
export interface Call {
  readonly ctx: ServerContext;
  /** True if a person can be asked. */
  readonly canAsk: boolean;
  /** Aborted if the caller no longer wants the result. */
  readonly cancelled: AbortSignal;
  /** Aborted when the call must be answered. */
  readonly limit: AbortSignal;
  /** Either of them, for requests. */
  readonly signal: AbortSignal;
  /** Tells the caller how far it is, if they want to know. */
  readonly tell: (progress: number, message: string) => void;
}

/** Agents' programs give up after 60 s. */
const longestCall = 48_000;

/** A call, from the moment that it comes in. */
export function callOf(ctx: ServerContext, { server }: McpServer): Call {
  const cancelled = ctx.mcpReq.signal;
  const limit = AbortSignal.timeout(longestCall);
  const progressToken = ctx.mcpReq._meta?.progressToken;
  return {
    ctx,
    canAsk: canAsk(ctx, server.getClientCapabilities()),
    cancelled,
    limit,
    signal: AbortSignal.any([cancelled, limit]),
    tell(progress, message) {
      if (progressToken === undefined) return;
      const params = { progressToken, progress, message };
      // The caller may be gone.
      ctx.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    },
  };
}

/** True if the client can put a question to a person. */
function canAsk({ mcpReq }: ServerContext, connected: ClientCapabilities | undefined): boolean {
  const envelope = mcpReq.envelope as { readonly [key: string]: ClientCapabilities } | undefined;
  const { elicitation } = envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? connected ?? {};
  // Before there were two modes, an empty object meant forms.
  return elicitation !== undefined && ('form' in elicitation || !('url' in elicitation));
}
