import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { urlHost } from './origin.ts';

/** A server that listens. */
export interface ListeningServer {
  /** e.g. `http://127.0.0.1:4010` */
  readonly origin: string;
  /** Ends every connection, busy or idle. */
  close(): Promise<void>;
}

// Nobody may hold a connection by sending slowly; a large upload still gets its time.
const timeouts = { headersTimeout: 10_000, requestTimeout: 120_000, connectionsCheckingInterval: 2_000 };

/** Starts to listen; rejects with the system's error, e.g. one with the code `EADDRINUSE`. */
export async function listen(handler: RequestListener, host: string, port: number): Promise<ListeningServer> {
  const server = createServer({ ...timeouts, keepAliveTimeout: 30_000 }, handler);
  server.on('clientError', answerClientError);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  let closing: Promise<void> | undefined;
  return {
    origin: originOfServer(server),
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

function originOfServer(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  // What listens everywhere is best reached here.
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : urlHost(address);
  return `http://${host}:${port}`;
}

/** What is no HTTP can't reach the handler, but gets an answer of the same shape. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  const body = JSON.stringify({ error: (STATUS_CODES[status] ?? '').toLowerCase() });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json`;
  socket.end(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`, () => socket.destroy());
}

const statuses: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
