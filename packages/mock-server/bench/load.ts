import { connect } from 'node:net';

/** Sends the same request over and over on `connections` sockets for `ms`; gives the answers per second. */
export async function measureThroughput(
  url: string,
  request: string,
  ms: number,
  connections = 10,
): Promise<number> {
  const { hostname, port } = new URL(url);
  const end = performance.now() + ms;
  const bytes = Buffer.from(request);
  const counts = await Promise.all(
    Array.from({ length: connections }, () => countAnswers(hostname, Number(port), bytes, end)),
  );
  return counts.reduce((sum, count) => sum + count, 0) / (ms / 1000);
}

/** A raw socket: a full HTTP client costs more than the servers it would measure. */
function countAnswers(host: string, port: number, request: Buffer, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(request));
    socket.setNoDelay(true);
    let count = 0;
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
      count += 1;
      if (performance.now() < end) socket.write(request);
      else socket.end(() => resolve(count));
    });
    socket.on('error', reject);
  });
}
