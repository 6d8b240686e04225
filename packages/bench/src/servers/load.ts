import { connect } from 'node:net';

/** When to stop: after a time, or after a number of answers. */
type Until = { readonly ms: number } | { readonly count: number };

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
  // Raw sockets: a full HTTP client costs more than the servers it would measure.
  const send = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(bytes)).setNoDelay(true);
      let buffered = '';
      socket.on('error', reject).on('data', (chunk) => {
        buffered += chunk.toString('latin1');
        const headEnd = buffered.indexOf('\r\n\r\n');
        if (headEnd < 0) return;
        const length = /content-length: (\d+)/i.exec(buffered)?.[1];
        if (length === undefined || !buffered.startsWith('HTTP/1.1 200')) {
          socket.destroy(new Error(`unexpected answer: ${buffered}`));
          return;
        }
        if (buffered.length < headEnd + 4 + Number(length)) return;
        buffered = '';
        if (goOn()) socket.write(bytes);
        else socket.end(resolve);
      });
    });
  await Promise.all(Array.from({ length: 10 }, send));
  return answers / ((performance.now() - from) / 1_000);
}
