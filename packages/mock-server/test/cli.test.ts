import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { banner } from '../src/cli/banner.ts';
import { audio, startMock, translation, video } from './fixtures.ts';
import { startReceiver } from './receiver.ts';

const bin = fileURLToPath(new URL('../bin/chamelaion-mock.js', import.meta.url));

function run(args: string[], flags: string[] = []): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...flags, bin, ...args]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Starts the command, which must then listen. */
async function listen(
  ...args: string[]
): Promise<{ child: ChildProcessWithoutNullStreams; url: string; line: string }> {
  const child = run(['--port', '0', ...args]);
  const line = String((await once(child.stdout, 'data'))[0]);
  return { child, line, url: line.replace('listening on ', '').trim() };
}

/** Runs the command to its end. */
async function finish(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = run(args);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, out, err };
}

test('prints one line, answers, and ends well on Ctrl-C', async () => {
  const { child, url, line } = await listen();
  expect(line).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\/api\n$/);
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });

  // A client in the middle of a request does not keep it.
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.write('GET /api', () => resolve()));

  const rest = Promise.all([text(child.stdout), text(child.stderr)]);
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await rest).toEqual(['', '']);
});

test('a signal that comes with the line ends it well', async () => {
  // Sends the signal in the moment in which the line is written.
  const patch = `const { stdout } = process;
    const write = stdout.write;
    stdout.write = (...args) => process.kill(process.pid, 'SIGTERM') && write.apply(stdout, args);`;
  const child = run(['--port', '0'], ['--import', `data:text/javascript,${encodeURIComponent(patch)}`]);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a busy port is one clear line and the exit code 1', async () => {
  const { port } = new URL((await startMock()).url);
  const err = `chamelaion-mock: port ${port} of 127.0.0.1 is in use; take another with --port\n`;
  expect(await finish('--port', port)).toEqual({ code: 1, out: '', err });
});

test.each([
  [
    ['--port', '0', '--host', '192.0.2.1'],
    /^chamelaion-mock: 192\.0\.2\.1 is no address of this machine; take another with --host\n$/,
  ],
  [['--port', '70000'], /^chamelaion-mock: port must be an integer from 0 to 65535, got 70000\n$/],
  [['--queued-ms', 'abc'], /^error: option '--queued-ms <ms>' argument 'abc' is invalid\. Not a number\.\n$/],
  [['--faults', '42'], /^error: .* argument '42' is invalid\. Write SEED:RATE, e\.g\. 42:0\.1\.\n$/],
  [['--host', 'no.such.host.invalid'], /^chamelaion-mock: .*no\.such\.host\.invalid\n$/],
  [['--nope'], /^error: unknown option '--nope'\n$/],
  [['extra'], /^error: too many arguments/],
])('%j is one clear line and the exit code 1', async (args, message) => {
  const { code, out, err } = await finish(...args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(message);
});

test('--help tells every option', async () => {
  const { code, out } = await finish('--help');
  expect(code).toBe(0);
  const basics = ['port', 'host', 'api-key', 'queued-ms', 'processing-ms', 'realistic', 'rate-limit'];
  const others = ['max-upload-bytes', 'stateless', 'cors', 'webhooks', 'page', 'faults'];
  for (const name of [...basics, ...others]) expect(out).toContain(`--${name}`);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('the options arrive', async () => {
  const keys = ['--api-key', 'one', '--api-key', 'two'];
  const { url } = await listen(...keys, '--rate-limit', '1', '--cors', '--realistic', '--queued-ms', '0');
  const status = async (token: string) =>
    (await fetch(`${url}/v1/users/me`, { headers: { 'x-api-key': token } })).status;
  expect([await status('one'), await status('two'), await status('three')]).toEqual([200, 200, 401]);

  const headers = { 'x-api-key': 'one', 'content-type': 'application/json' };
  const body = JSON.stringify({ inputs: [video, audio] });
  const generate = () => fetch(`${url}/v1/lipsync/generate`, { method: 'POST', headers, body });
  const { request_id: id } = (await (await generate()).json()) as { request_id: string };
  expect((await generate()).status).toBe(429);

  const job = await fetch(`${url}/v1/lipsync/requests/${id}`, { headers });
  expect(await job.json()).toMatchObject({ status: 'processing' });
  expect(job.headers.get('access-control-allow-origin')).toBe('*');
});

test('--webhooks any calls every address', async () => {
  const receiver = await startReceiver();
  const { url } = await listen('--webhooks', 'any', '--queued-ms', '0', '--processing-ms', '0');
  const body = JSON.stringify({ ...translation, webhook_url: `http://0.0.0.0:${receiver.port}/` });
  const headers = { 'x-api-key': 'any', 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/video-translate/generate`, { method: 'POST', headers, body });
  const { request_id } = (await response.json()) as { request_id: string };
  expect(await receiver.nextCall()).toMatchObject({ body: { request_id, status: 'completed' } });
});

test('--stateless answers with examples, and --page none shows no page', async () => {
  const { url } = await listen('--stateless', '--page', 'none');
  const response = await fetch(`${url}/v1/lipsync/requests/any`, { headers: { 'x-api-key': 'any' } });
  expect(await response.json()).toMatchObject({ id: '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8' });
  expect((await fetch(new URL('/page/state', url))).status).toBe(404);
});

test('the banner of a terminal shows the address, the test tokens and one curl', () => {
  const shown = banner('http://127.0.0.1:4010/api', false, 'loopback');
  expect(shown).toContain('Any token works.');
  expect(banner('http://127.0.0.1:4010/api', true, 'loopback')).toContain('Only the given keys work.');
  expect(shown).toContain('listening on http://127.0.0.1:4010/api\n');
  for (const name of ['invalid', 'unauthorized', 'exhausted', 'limited', 'broken'])
    expect(shown).toContain(`mock_${name}`);
  expect(shown.match(/curl http:\/\/127\.0\.0\.1:4010\/api/g)).toHaveLength(1);
});

test.each([
  ['http://127.0.0.1:4010', 'loopback', true],
  ['http://[::1]:4010', 'loopback', true],
  ['http://192.168.1.5:4010', 'loopback', false],
  ['http://192.168.1.5:4010', 'any', true],
  ['http://127.0.0.1:4010', 'none', false],
] as const)('at %s with --page %s the banner names the page: %s', (origin, page, isNamed) => {
  expect(banner(`${origin}/api`, false, page).includes(`to see in a browser: ${origin}/\n`)).toBe(isNamed);
});
