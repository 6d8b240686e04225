// The proxy in Express, and a client that reaches the API through it alone.
import Chamelaion from '@chamelaion/client';
import { createProxyHandler } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';
import express from 'express';
import { job } from './job.js';

const handler = createProxyHandler({
  apiKey: process.env.CHAMELAION_API_KEY,
  baseURL: process.env.CHAMELAION_BASE_URL,
  authorize: () => ({ owner: 'everyone' }),
});
const app = express().use('/api/chamelaion', toNodeListener(handler));
const server = app.listen(0, '127.0.0.1', async () => {
  const baseURL = `http://127.0.0.1:${server.address().port}/api/chamelaion`;
  await job(new Chamelaion({ baseURL }), process.env.REFERENCE);
  process.exit();
});
