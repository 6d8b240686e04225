import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { createMockServer } from '@scalar/mock-server';

// Scalar's mock as a command: run-scalar.js <document> <port>
const [path = '', port] = process.argv.slice(2);
const { fetch } = await createMockServer({ document: await readFile(path, 'utf8') });
serve({ fetch, port: Number(port), hostname: '127.0.0.1' });
