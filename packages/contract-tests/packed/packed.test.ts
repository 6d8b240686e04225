import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install } from './install.ts';
import { pack, publishedPackages } from './pack.ts';

// What a user gets: the packed tarballs, installed by npm in an empty folder.
const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packed-'));
  const tarballs = [];
  for (const { folder: source } of await publishedPackages()) tarballs.push(await pack(source, folder));
  await install(tarballs, folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function node(name: string, source: string): Promise<unknown> {
  await writeFile(join(folder, name), source);
  const { stdout } = await run(process.execPath, [name], { cwd: folder });
  return JSON.parse(stdout);
}

const job = `async function job(Chamelaion, startMockServer) {
  const mock = await startMockServer();
  try {
    const client = new Chamelaion({ apiKey: 'any', baseURL: mock.url });
    const bytes = new Uint8Array(10);
    const { request_id } = await client.lipsync.generateWithMedia({ video: bytes, audio: bytes });
    mock.clock.advance(60_000);
    const { status } = await client.lipsync.requests.retrieve(request_id);
    const missing = await client.lipsync.requests.retrieve('none').catch((error) => error);
    return [status, missing instanceof Chamelaion.NotFoundError];
  } finally {
    await mock.close();
  }
}
`;

test('ESM: a job from end to end', async () => {
  const result = await node(
    'job.mjs',
    `import Chamelaion, { Chamelaion as Named, APIError } from '@chamelaion/client';
    import { startMockServer } from '@chamelaion/mock-server';
    ${job}
    console.log(JSON.stringify([...(await job(Chamelaion, startMockServer)), Named === Chamelaion, APIError === Chamelaion.APIError]));`,
  );
  expect(result).toEqual(['completed', true, true, true]);
});

test('CommonJS: require() gives the class, with the errors on it', async () => {
  const result = await node(
    'job.cjs',
    `const Chamelaion = require('@chamelaion/client');
    const { startMockServer } = require('@chamelaion/mock-server');
    ${job}
    job(Chamelaion, startMockServer).then(async (done) => {
      const imported = await import('@chamelaion/client');
      console.log(JSON.stringify([...done, imported.default === Chamelaion, imported.APIError === Chamelaion.APIError]));
    });`,
  );
  expect(result).toEqual(['completed', true, true, true]);
});

test('every error that is exported is a static of the class', async () => {
  const missing = await node(
    'statics.mjs',
    `import * as all from '@chamelaion/client';
    console.log(JSON.stringify(Object.keys(all).filter((name) => name.endsWith('Error') && all.Chamelaion[name] !== all[name])));`,
  );
  expect(missing).toEqual([]);
});

test('the proxy keeps the key on Node', async () => {
  const result = await node(
    'proxy.mjs',
    `import { createServer } from 'node:http';
    import Chamelaion from '@chamelaion/client';
    import { startMockServer } from '@chamelaion/mock-server';
    import { createProxyHandler } from '@chamelaion/proxy';
    import { toNodeListener } from '@chamelaion/proxy/node';
    const mock = await startMockServer();
    const authorize = () => ({ owner: 'everyone' });
    const handler = createProxyHandler({ apiKey: 'any', authorize, baseURL: mock.url });
    const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1', async () => {
      const baseURL = 'http://127.0.0.1:' + server.address().port + '/api/chamelaion';
      const client = new Chamelaion({ apiKey: 'none', baseURL });
      console.log(JSON.stringify(await client.users.retrieveCurrent()));
      server.close();
      server.closeAllConnections();
      await mock.close();
    });`,
  );
  expect(result).toEqual({ name: 'My API Token' });
});

test('chamelaion dubs on its mock, and chamelaion-mcp answers an agent', async () => {
  const bin = (name: string) => join(folder, 'node_modules/.bin', name);
  const mock = spawn(bin('chamelaion'), ['mock', '--port', '0', '--queued-ms', '0', '--processing-ms', '0']);
  try {
    const [line] = await once(mock.stdout, 'data');
    const url = String(line).replace('listening on ', '').trim();
    const env = { PATH: process.env['PATH'], CHAMELAION_BASE_URL: url, CHAMELAION_API_KEY: 'any', HOME: folder };
    const media = ['video', 'audio'].flatMap((type) => [`--${type}`, `https://cdn.example.com/42.${type}`]);
    const npx = ['--no', '--', 'chamelaion', 'dub', ...media, '--out', 'dubbed.mp4', '--yes'];
    const { stdout } = await run('npx', npx, { cwd: folder, env });
    expect(stdout.trim()).toBe('dubbed.mp4');
    expect((await readFile(join(folder, 'dubbed.mp4'))).subarray(4, 8).toString()).toBe('ftyp');

    const server = spawn(bin('chamelaion-mcp'), [], { cwd: folder, env });
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    server.stdin.end(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
    const [answer] = await once(server.stdout, 'data');
    expect(JSON.parse(String(answer)).result.serverInfo.name).toContain('chamelaion');
    await once(server, 'close');
  } finally {
    mock.kill();
  }
});
