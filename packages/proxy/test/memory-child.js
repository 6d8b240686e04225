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
// On a busy machine the collector comes late: what counts is what is kept.
setInterval(globalThis.gc, 100).unref();
process.on('message', () => {
  process.send({ rss: process.memoryUsage().rss, peak: process.resourceUsage().maxRSS * 1_024 });
});
