import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { MockServer } from '../src/index.ts';

/** A bare socket to the mock, for what no HTTP client would send. */
export function openSocket(mock: MockServer, bytes?: string | Uint8Array): Socket {
  const { hostname, port } = new URL(mock.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  if (bytes !== undefined) socket.write(bytes);
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}

/** Everything that comes back until the mock ends the connection, or until `enough` of it is there. */
export function readAll(socket: Socket, enough: (text: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (enough(text)) resolve(text);
    });
    socket.on('close', () => resolve(text));
  });
}

/** Sends bytes and gives the first answer to them, whole. */
export function sendRaw(mock: MockServer, bytes: string | Uint8Array): Promise<string> {
  return readAll(openSocket(mock, bytes), isWhole);
}

function isWhole(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  return headEnd >= 0 && length !== undefined && text.length >= headEnd + 4 + Number(length);
}

/** A POST of an authenticated client, as bytes. */
export function rawPost(path: string, contentType: string, body: string, headers = ''): string {
  return (
    `POST /api${path} HTTP/1.1\r\nHost: mock\r\nAuthorization: Bearer any\r\nContent-Type: ${contentType}\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`
  );
}
