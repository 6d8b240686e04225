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
// What is likely to have come by then. Beyond it callers are told that the connection will end.
const mostDrained = 2 ** 20;

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
      if (!response.headersSent) void send(request, response, refusal(500, 'internal error'));
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
  if (!isPlain(originalUrl)) return send(request, response, refusal(404, 'not found'));
  if (!/^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i.test(request.headers.host ?? 'localhost')) {
    return send(request, response, refusal(400, 'invalid host'));
  }
  if (request.readableEnded) {
    throw new Error('The body was read before: mount the proxy before express.json() and the like');
  }
  // Express takes the path that it mounts at away.
  request.url = originalUrl;
  let webRequest: Request;
  try {
    webRequest = createRequest(request, response);
  } catch {
    // A method that no Request can have.
    return send(request, response, refusal(405, 'method not allowed'));
  } finally {
    request.url = url;
  }
  const answer = await handler(webRequest);
  const { body } = webRequest;
  // An unread body stream would pause the request, and with it the connection.
  if (!body?.locked) await body?.cancel();
  if (!response.destroyed) await send(request, response, answer);
}

/** A path that `URL` leaves as it is. What it would correct leads elsewhere than it seems. */
function isPlain(target: string): boolean {
  const [path = ''] = target.split('?');
  const segments = path.split('/').map((segment) => segment.replaceAll(/%2e/gi, '.'));
  return /^\/(?!\/)[\w\-.~!$&'()*+,;=:@%/]*$/.test(path) && !segments.some((part) => part === '.' || part === '..');
}

function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status, headers: { 'cache-control': 'private, no-store' } });
}

/**
 * Answers, also a caller that has not sent all: the rest is thrown away, so that the next request on the connection, which may
 * be another caller's, finds it in order.
 */
async function send(request: IncomingMessage, response: ServerResponse, answer: Response): Promise<void> {
  if (request.complete) return sendResponse(response, answer);
  const body = Buffer.from(await answer.arrayBuffer());
  const isLong = !(Number(request.headers['content-length']) <= mostDrained);
  const headers = { ...Object.fromEntries(answer.headers), 'content-length': body.length };
  response.writeHead(answer.status, isLong ? { ...headers, connection: 'close' } : headers);
  // Not ended yet: Node would end the connection at once, and what was still on its way would wipe out the answer.
  response.write(body);
  await drain(request);
  response.end();
}

/** Throws away what still comes, for a while. */
function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      request.destroy();
      end();
    }, farewell);
    request.once('end', end).once('close', end).resume();
  });
}
