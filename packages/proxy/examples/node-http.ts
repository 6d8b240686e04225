import { createServer } from 'node:http';
import { toNodeListener } from '@chamelaion/proxy/node';
import { handler } from './chamelaion.ts';

export const server = createServer(toNodeListener(handler));
server.listen(Number(process.env['PORT'] ?? 3000));
