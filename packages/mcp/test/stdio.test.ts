import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { MockServer } from '@chamelaion/mock-server';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, it } from 'vitest';
import { type Answer, key, makeFolder, startMock, submissions, textOf, urls } from './world.ts';

const bin = fileURLToPath(new URL('../bin/chamelaion-mcp.js', import.meta.url));

/** Starts the server as an agent's program does, from the README's configuration with this machine's paths in it. */
async function start(mock: MockServer, folder: string, ...more: readonly string[]) {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, block = ''] = /```json\n(\{\n {2}"mcpServers".*?)```/s.exec(readme) ?? [];
  const { command, args, env } = JSON.parse(block).mcpServers.chamelaion as Record<'command', string> & {
    args: string[];
    env: Record<string, string>;
  };
  expect([command, ...args.slice(0, 2)]).toEqual(['npx', '-y', '@chamelaion/mcp']);
  expect(Object.keys(env)).toEqual(['CHAMELAION_API_KEY']);
  const own = args.slice(2).map((part) => part.replace(/^\/home\/me.*/, folder));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bin, ...own, '--base-url', mock.url, ...more],
    env: { CHAMELAION_API_KEY: key },
    stderr: 'pipe',
  });
  const shown: string[] = [];
  transport.stderr?.on('data', (bytes) => shown.push(String(bytes)));
  const client = new Client({ name: 'test', version: '1' }, { capabilities: { elicitation: { form: {} } } });
  client.setRequestHandler('elicitation/create', async () => ({ action: 'accept', content: { confirm: true } }));
  await client.connect(transport);
  const answers: string[] = [];
  return {
    client,
    transport,
    /** All that came out of it. */
    seen: () => [...answers, ...shown].join('\n'),
    async call(name: string, given: object = {}, options: object = {}): Promise<Answer> {
      const answer = await client.callTool({ name, arguments: given as never }, options);
      answers.push(JSON.stringify(answer));
      return answer as Answer;
    },
  };
}

it('works over stdio from the configuration of the README, killed in between', async () => {
  const mock = await startMock();
  const folder = await makeFolder();
  const one = await start(mock, folder, '--allow-paid');
  expect((await one.client.listTools()).tools).toHaveLength(8);
  mock.failNext('stall', { on: 'lipsync.generate', when: 'after' });
  const lost = one.call('start_lipsync', urls).catch((error: Error) => error);
  await expect.poll(() => submissions({ mock }) === 1).toBeTruthy();
  process.kill(one.transport.pid as number, 'SIGKILL');
  expect(await lost).toBeInstanceOf(Error);

  const two = await start(mock, folder);
  // The agent has no answer; the list of jobs shows the reference.
  const { structuredContent: list } = await two.call('list_jobs', { kind: 'lipsync' });
  const reference = (list as { jobs: { reference_id: string }[] }).jobs[0]?.reference_id;
  const again = await two.call('start_lipsync', { ...urls, reference });
  expect(again.structuredContent).toMatchObject({ outcome: 'found' });
  const job = { kind: 'lipsync', id: again.structuredContent?.['request_id'] };
  const told: unknown[] = [];
  const waited = await two.call('wait_for_job', job, {
    onprogress: (progress: unknown) => {
      told.push(progress);
      mock.clock.advance(10_000);
    },
  });
  expect(waited.structuredContent).toMatchObject({ finished: true });
  expect(told.length).toBeGreaterThan(0);
  const { content } = await two.call('download_outputs', job);
  expect(content).toContainEqual(expect.objectContaining({ type: 'resource_link', name: `${job.id}.mp4` }));
  expect(await readdir(folder)).toHaveLength(1);
  // A new one, after the question.
  expect((await two.call('start_lipsync', urls)).structuredContent).toMatchObject({ outcome: 'submitted' });
  expect(submissions({ mock })).toBe(2);
  expect(textOf(await two.call('get_job', { kind: 'lipsync', id: 'none' }))).toContain('list_jobs');
  expect(one.seen() + two.seen()).not.toContain(key);
  const { pid } = two.transport;
  await two.client.close();
  expect(() => process.kill(pid as number, 0)).toThrow();
});

it('goes on if its log is not read', async () => {
  const server = spawn(process.execPath, [bin], { env: {} });
  server.stderr.destroy();
  let answers = '';
  server.stdout.on('data', (bytes) => {
    answers += bytes;
  });
  server.stdin.on('error', () => {});
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  // The first is logged as discarded.
  for (const message of [
    { id: 1, result: {} },
    { id: 1, method: 'initialize', params },
  ]) {
    server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
  await expect.poll(() => answers.includes('serverInfo')).toBeTruthy();
  server.stdin.end();
  expect((await once(server, 'exit'))[0]).toBe(0);
});

it('is a command that ends if there is nothing to serve', () => {
  const wrong = spawnSync(process.execPath, [bin, `--api-key=${key}`], { encoding: 'utf8', env: {} });
  expect(wrong).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining("unknown option '--api-key'") });
  expect(wrong.stderr).not.toContain(key);
});
