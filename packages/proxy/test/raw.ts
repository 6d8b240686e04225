import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A bare socket, for what no HTTP client would send. */
export function openSocket(baseURL: string, bytes: string | Uint8Array): Socket {
  const { hostname, port } = new URL(baseURL);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(bytes);
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** All that comes back until the server ends the connection, or until this is part of it. */
export function readAll(socket: Socket, enough?: string | RegExp): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (enough !== undefined && text.search(enough) >= 0) resolve(text);
    });
    socket.on('close', () => resolve(text));
  });
}

/** The status of the first answer; 0 if there is none. */
export async function statusOf(baseURL: string, bytes: string): Promise<number> {
  const text = await readAll(openSocket(baseURL, bytes), '\r\n\r\n');
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
}
