import type { IncomingMessage } from 'node:http';

/** The origin by which the client reached the mock: with a port mapping or another name it is not the one listened on. */
export function originOf({ headers, socket }: IncomingMessage): string {
  const host = headers.host;
  if (host && /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i.test(host)) return `http://${host}`;
  return `http://${urlHost(socket.localAddress ?? '127.0.0.1')}:${socket.localPort}`;
}

/** An address as it stands in a URL. */
export function urlHost(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
