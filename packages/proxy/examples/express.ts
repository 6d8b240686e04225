import { toNodeListener } from '@chamelaion/proxy/node';
import express from 'express';
import { handler } from './chamelaion.ts';

const app = express();
// Before express.json(), which would read the uploads.
app.use('/api/chamelaion', toNodeListener(handler));
app.use(express.json());

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.requestTimeout = 3_600_000; // Node's own five minutes are short for an upload
