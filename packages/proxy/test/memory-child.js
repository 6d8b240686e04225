// A proxy in a separate process, whose memory is its alone.
import { createServer } from 'node:http';
import { createProxyHandler } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';

const handler = createProxyHandler({
  apiKey: 'key',
  ownerSecret: 'a secret of the tests, of 32 bytes at least',
  authorize: () => ({ owner: 'ann' }),
  baseURL: process.argv[2],
});
const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1', () => {
  process.send({ port: server.address().port });
});
// What is kept, and not what waits for the collector: that is Node's business, and more on a busy machine.
let kept = 0;
function look() {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  kept = Math.max(kept, heapUsed + external);
}
setInterval(look, 50).unref();
process.on('message', () => {
  look();
  process.send(kept);
  kept = 0;
});
