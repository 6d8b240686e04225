import { createServer } from 'node:http';
import { toNodeListener } from '@chamelaion/proxy/node';
import { handler } from './chamelaion.ts';

export const server = createServer(toNodeListener(handler));
server.requestTimeout = 3_600_000; // Node's own five minutes are short for an upload
server.listen(Number(process.env['PORT'] ?? 3000));
