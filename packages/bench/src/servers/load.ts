import { connect } from 'node:net';

/** When to stop: after a time, or after a number of answers. */
export type Until = { readonly ms: number } | { readonly count: number };

/** Sends the same request over and over on ten sockets; gives the answers per second. */
export async function measureThroughput(url: string, request: string, until: Until): Promise<number> {
  const { hostname, port } = new URL(url);
  const from = performance.now();
  let answers = 0;
  const goOn = (): boolean => {
    answers += 1;
    return 'ms' in until ? performance.now() < from + until.ms : answers < until.count;
  };
  const bytes = Buffer.from(request);
  await Promise.all(Array.from({ length: 10 }, () => sendWhile(goOn, hostname, Number(port), bytes)));
  return answers / ((performance.now() - from) / 1000);
}

/** A raw socket: a full HTTP client costs more than the servers it would measure. */
function sendWhile(goOn: () => boolean, host: string, port: number, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(request));
    socket.setNoDelay(true);
    let buffered = '';
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      const headEnd = buffered.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const length = /content-length: (\d+)/i.exec(buffered)?.[1];
      if (length === undefined || !buffered.startsWith('HTTP/1.1 200')) {
        reject(new Error(`unexpected answer: ${buffered}`));
        socket.destroy();
        return;
      }
      if (buffered.length < headEnd + 4 + Number(length)) return;
      buffered = '';
      if (goOn()) socket.write(request);
      else socket.end(resolve);
    });
    socket.on('error', reject);
  });
}
