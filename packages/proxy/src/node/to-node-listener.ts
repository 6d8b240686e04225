import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequest, sendResponse } from '@remix-run/node-fetch-server';
import type { ProxyHandler } from '../create-proxy-handler.ts';

/** What `http.createServer` and Express' `use` take. */
export type NodeListener = (
  request: IncomingMessage & { originalUrl?: string | undefined },
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

// Time for a caller to read a refusal while it still sends; then the connection ends.
const farewell = 2_000;

/**
 * Serves a handler by Node's `http`, or by Express. Mount it before anything that reads bodies, such as
 * `express.json()`, and raise the server's `requestTimeout`: Node ends an upload after five minutes.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createProxyHandler } from '@chamelaion/proxy';
 * import { toNodeListener } from '@chamelaion/proxy/node';
 *
 * const handler = createProxyHandler({
 *   apiKey: process.env['CHAMELAION_API_KEY'],
 *   ownerSecret: process.env['CHAMELAION_OWNER_SECRET'],
 *   authorize: (request) => (request.headers.get('cookie') === 'session=42' ? { owner: 'user-42' } : null),
 * });
 * const server = createServer(toNodeListener(handler)).listen(3000);
 * server.requestTimeout = 3_600_000;
 * ```
 */
export function toNodeListener(handler: ProxyHandler): NodeListener {
  return (request, response, next) => {
    serve(handler, request, response).catch((error: unknown) => {
      if (next) return next(error);
      process.emitWarning(error as Error);
      if (!response.headersSent) refuse(response, 500, 'internal error');
      else response.destroy();
    });
  };
}

async function serve(
  handler: ProxyHandler,
  request: Parameters<NodeListener>[0],
  response: ServerResponse,
): Promise<void> {
  const { url = '', originalUrl = url } = request;
  response.once('finish', () => dismiss(request));
  if (!isPlain(originalUrl)) return refuse(response, 404, 'not found');
  if (!/^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i.test(request.headers.host ?? 'localhost')) {
    return refuse(response, 400, 'invalid host');
  }
  if (request.readableEnded) {
    throw new Error('The body was read already: mount the proxy before express.json() and the like');
  }
  // Express takes the path that it mounts at away.
  request.url = originalUrl;
  let webRequest: Request;
  try {
    webRequest = createRequest(request, response);
  } catch {
    // A method that no Request can have.
    return refuse(response, 405, 'method not allowed');
  } finally {
    request.url = url;
  }
  const answer = await handler(webRequest);
  if (!response.destroyed) await sendResponse(response, answer);
}

/** A path that `URL` leaves as it is. What it would correct leads elsewhere than it seems. */
function isPlain(target: string): boolean {
  const [path = ''] = target.split('?');
  const segments = path.split('/').map((segment) => segment.replaceAll(/%2e/gi, '.'));
  return /^\/(?!\/)[\w\-.~!$&'()*+,;=:@%/]*$/.test(path) && !segments.some((part) => part === '.' || part === '..');
}

function refuse(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'private, no-store' });
  response.end(JSON.stringify({ error }));
}

/** A caller that was answered before it had sent all: what still comes is thrown away, for a while. */
function dismiss(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), farewell);
  request.once('close', () => clearTimeout(timer));
}
