import { EventEmitter, on, once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A call that an application received. */
export interface ReceivedCall {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly contentType: string | undefined;
  readonly body: unknown;
}

/** An application of this machine that waits for webhooks. */
export interface Receiver {
  readonly port: number;
  /** All calls until now. */
  readonly calls: readonly ReceivedCall[];
  /** Waits for the call after the last one that was waited for. */
  nextCall(): Promise<ReceivedCall>;
}

/** Starts an application, closed when the test ends. It answers with an empty 200, or as told. */
export async function startReceiver(answer: RequestListener = (_, response) => response.end()): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  const received = new EventEmitter();
  const waiting = on(received, 'call');
  const server = createServer(async (request, response) => {
    const { method, url: path, headers } = request;
    const call = { method, path, contentType: headers['content-type'], body: await json(request) };
    answer(request, response);
    calls.push(call);
    received.emit('call', call);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    nextCall: async () => (await waiting.next()).value[0],
  };
}
