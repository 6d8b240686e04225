import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connect, textOf, urls } from './world.ts';

const id = '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8';
let api: Server;
let baseURL: string;
/** Lets the API answer what it holds back: submissions and files. */
let release: () => void;
let held: string[];

beforeEach(async () => {
  held = [];
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  api = createServer(async (request, response) => {
    const isFile = request.url === '/file';
    if (isFile || request.method === 'POST') {
      held.push(`${request.method} ${request.url}`);
      await released;
    }
    response.setHeader('content-type', isFile ? 'video/mp4' : 'application/json');
    const job = { id, status: 'completed', created_at: '2026-04-07T10:00:00Z', output_url: `${baseURL}/file` };
    if (isFile) response.end(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08free', 'latin1'));
    else response.end(JSON.stringify(request.method === 'POST' ? { status: 'success', request_id: id } : job));
  });
  await once(api.listen(0, '127.0.0.1'), 'listening');
  baseURL = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  api.closeAllConnections();
  api.close();
});

/** Makes the time of the calls end by hand. */
function endTimes(): () => void {
  const ends: AbortController[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    // What agents' programs allow for.
    expect(milliseconds).toBeLessThan(50_000);
    const end = new AbortController();
    ends.push(end);
    return end.signal;
  });
  return () => {
    for (const end of ends) end.abort(new DOMException('The time is over', 'TimeoutError'));
  };
}

it('are answered in time, and the same call later has the job', async () => {
  const end = endTimes();
  const world = await connect({ baseURL, args: ['--allow-paid'] });
  const pending = world.call('start_lipsync', urls);
  await vi.waitUntil(() => held.length === 1);
  end();
  const { structuredContent, ...shown } = await pending;
  expect(structuredContent).toMatchObject({ outcome: 'pending' });
  expect(textOf(shown)).toContain('Call start_lipsync again with the same inputs');
  const again = world.call('start_lipsync', urls);
  release();
  expect((await again).structuredContent).toEqual({ ...structuredContent, outcome: 'submitted', request_id: id });
  expect(held).toEqual(['POST /v1/lipsync/generate']);
  await world.close();
});

it('go on with a download where they were', async () => {
  const end = endTimes();
  const folder = await mkdtemp(join(tmpdir(), 'mcp-long-'));
  const world = await connect({ baseURL, args: ['--downloads', folder] });
  const job = { kind: 'lipsync', id };
  const pending = world.call('download_outputs', job);
  await vi.waitUntil(() => held.length === 1);
  end();
  expect((await pending).structuredContent).toEqual({ done: false, files: [] });
  release();
  await vi.waitUntil(() => existsSync(join(folder, `${id}.mp4`)));
  const again = await world.call('download_outputs', job);
  expect(again.structuredContent).toEqual({ done: true, files: [join(folder, `${id}.mp4`)] });
  expect(held).toEqual(['GET /file']);
  await world.close();
  await rm(folder, { recursive: true });
});

it('end what goes on for them if the program goes away', async () => {
  const end = endTimes();
  const fetched = vi.spyOn(globalThis, 'fetch');
  const world = await connect({ baseURL, args: ['--allow-paid'] });
  const pending = world.call('start_lipsync', urls);
  await vi.waitUntil(() => held.length === 1);
  end();
  await pending;
  expect(fetched.mock.lastCall?.[1]?.signal?.aborted).toBe(false);
  await world.close();
  await vi.waitUntil(() => fetched.mock.lastCall?.[1]?.signal?.aborted);
});
