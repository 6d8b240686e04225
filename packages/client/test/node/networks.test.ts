import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import Chamelaion, { APIConnectionError } from '@chamelaion/client';
import { Agent, EnvHttpProxyAgent, interceptors } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { body } from '../answer.ts';
import { id } from '../job-steps.ts';
import { listen } from '../listen.ts';

// Self-signed for api.test, as a proxy signs that looks into TLS; valid for a hundred years.
const file = (name: string) => fileURLToPath(new URL(`certificate/${name}.pem`, import.meta.url));
const certificate = { key: readFileSync(file('key')), cert: readFileSync(file('cert')) };

const answer: RequestListener = (request, response) => {
  request.resume().on('end', () => response.end(JSON.stringify({ name: 'token', status: 'success', request_id: id })));
};

/** A network whose only way out is a proxy, behind which every name leads to `server`. */
async function network(server: Server, status = 200) {
  const { port } = new URL(await listen(server));
  const asked: string[] = [];
  const proxy = createServer((_, response) => response.writeHead(501).end());
  proxy.on('connect', (request, socket) => {
    asked.push(String(request.url));
    socket.on('error', () => {});
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    onTestFinished(() => void upstream.destroy());
  });
  const url = await listen(proxy);
  const dispatcher = new EnvHttpProxyAgent({ httpProxy: url, httpsProxy: url, noProxy: '' });
  onTestFinished(() => dispatcher.destroy());
  const clientOf = (baseURL: string) =>
    new Chamelaion({ apiKey: 'key', baseURL, logLevel: 'off', fetchOptions: { dispatcher } as never });
  return { asked, url, clientOf };
}

test('calls, submissions and uploads go through the proxy of a network', async () => {
  const { asked, clientOf } = await network(createServer(answer));
  const { users, lipsync } = clientOf('http://api.test');
  expect(await users.retrieveCurrent()).toMatchObject({ name: 'token' });
  expect((await lipsync.generate(body)).request_id).toBe(id);
  const media = { video: new Uint8Array(100_000), audio: new Uint8Array(9) };
  expect((await lipsync.generateWithMedia(media)).request_id).toBe(id);
  expect(new Set(asked)).toEqual(new Set(['api.test:80']));
});

test('a proxy that wants credentials is named, and a submission is not looked for', async () => {
  const { clientOf } = await network(createServer(answer), 407);
  const { users, lipsync } = clientOf('http://api.test').withOptions({ maxRetries: 0 });
  for (const call of [users.retrieveCurrent(), lipsync.generate(body)]) {
    const error = await call.catch((reason) => reason);
    expect(error.constructor).toBe(APIConnectionError);
    expect(error.message).toContain('Proxy response (407)');
    expect(error.message).toContain("your network's proxy wants credentials: put them into its URL");
  }
});

test('a certificate that a proxy has signed is named, and refused at once', async () => {
  const { asked, clientOf } = await network(createSecureServer(certificate, answer));
  const { users, lipsync } = clientOf('https://api.test');
  for (const call of [users.retrieveCurrent(), lipsync.generate(body)]) {
    const error = await call.catch((reason) => reason);
    expect(error.constructor).toBe(APIConnectionError);
    expect(error.message).toContain("if your network's proxy signed the certificate, set NODE_EXTRA_CA_CERTS");
  }
  expect(asked).toHaveLength(2);
});

/** Runs a script in a separate Node process, with these environment variables. */
async function run(script: string, env: Record<string, string>): Promise<string> {
  const { CHAMELAION_API_KEY: _, ...rest } = process.env;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...rest, ...env },
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  await once(child, 'close');
  return text;
}
const script = (options: string) => `
  import Chamelaion from '@chamelaion/client';
  import { EnvHttpProxyAgent } from 'undici';
  const client = new Chamelaion({ apiKey: 'key', baseURL: 'https://api.test', maxRetries: 0, ${options} });
  console.log((await client.users.retrieveCurrent().catch((error) => error)).name);
  process.exit();
`;

test('NODE_EXTRA_CA_CERTS makes Node trust the proxy, which undici finds in the environment', async () => {
  const { url } = await network(createSecureServer(certificate, answer));
  const proxied = script('fetchOptions: { dispatcher: new EnvHttpProxyAgent() }');
  const environment = { HTTPS_PROXY: url, https_proxy: url, NO_PROXY: '', no_proxy: '' };
  expect(await run(proxied, { ...environment, NODE_EXTRA_CA_CERTS: file('cert') })).toContain('token');
});

test.runIf(Number.parseInt(process.versions.node, 10) >= 24)('NODE_USE_ENV_PROXY does without undici', async () => {
  const { url } = await network(createSecureServer(certificate, answer));
  const environment = { HTTPS_PROXY: url, https_proxy: url, NO_PROXY: '', no_proxy: '' };
  const trusted = { ...environment, NODE_EXTRA_CA_CERTS: file('cert') };
  expect(await run(script(''), { ...trusted, NODE_USE_ENV_PROXY: '1' })).toContain('token');
});

test('a cache between the client and the API keeps no poll', async () => {
  const statuses = ['queued', 'processing', 'completed'];
  let asked = 0;
  const server = createServer((_, response) => {
    const status = statuses[Math.min(asked++, 2)];
    response.setHeader('cache-control', 'public, max-age=600');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id, status, created_at: '2026-04-07T10:00:00Z', output_url: 'https://a.test/' }));
  });
  const baseURL = await listen(server);
  const dispatcher = new Agent().compose(interceptors.cache());
  onTestFinished(() => dispatcher.destroy());
  const fetchOptions = { dispatcher } as never;
  // What it caches of others shows that it does.
  await fetch(`${baseURL}/v1/lipsync/requests/a`, fetchOptions).then((response) => response.text());
  await fetch(`${baseURL}/v1/lipsync/requests/a`, fetchOptions).then((response) => response.text());
  expect(asked).toBe(1);
  const client = new Chamelaion({ apiKey: 'key', baseURL, fetchOptions });
  expect(await client.lipsync.requests.retrieve('a')).toMatchObject({ status: 'processing' });
  expect(await client.lipsync.requests.retrieve('a')).toMatchObject({ status: 'completed' });
});
