import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { onTestFinished } from 'vitest';

/** The origin of a server on 127.0.0.1, which ends with the test. */
export async function listen(answer: RequestListener | NetServer): Promise<string> {
  const server = typeof answer === 'function' ? createServer(answer) : answer;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    (server as Server).closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
