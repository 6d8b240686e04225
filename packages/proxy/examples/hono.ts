import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { handler } from './chamelaion.ts';

const app = new Hono();
app.all('/api/chamelaion/*', (context) => handler(context.req.raw));

export const server = serve({
  fetch: app.fetch,
  port: Number(process.env['PORT'] ?? 3000),
  serverOptions: { requestTimeout: 3_600_000 }, // Node's own five minutes are short for an upload
});
