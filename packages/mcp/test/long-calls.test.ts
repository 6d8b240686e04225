import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { connect, film, listen, makeFolder, textOf, urls } from './world.ts';

const id = '6f82a2d8-a6d4-4e8a-a0fa-e8b09823a2d8';
let baseURL: string;
/** Lets the API answer what it holds back: submissions and files. */
let release: () => void;
let held: string[];
/** Ends the time of the calls. */
let end: () => void;

beforeEach(async () => {
  held = [];
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  baseURL = await listen(async (request, response) => {
    const isFile = request.url === '/file';
    if (isFile || request.method === 'POST') {
      held.push(`${request.method} ${request.url}`);
      await released;
    }
    response.setHeader('content-type', isFile ? 'video/mp4' : 'application/json');
    const job = { id, status: 'completed', created_at: '2026-04-07T10:00:00Z', output_url: `${baseURL}/file` };
    const answer = request.method === 'POST' ? { status: 'success', request_id: id } : job;
    response.end(isFile ? film : JSON.stringify(answer));
  });
  const ends: AbortController[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    // What agents' programs allow for.
    expect(milliseconds).toBeLessThan(50_000);
    ends.push(new AbortController());
    return (ends.at(-1) as AbortController).signal;
  });
  end = () => {
    for (const one of ends) one.abort(new DOMException('The time is over', 'TimeoutError'));
  };
});

it('are answered in time, and the same call later has the job', async () => {
  const world = await connect({ baseURL, args: ['--allow-paid'] });
  const pending = world.call('start_lipsync', urls);
  await expect.poll(() => held.length === 1).toBeTruthy();
  end();
  const { structuredContent, ...shown } = await pending;
  expect(structuredContent).toMatchObject({ outcome: 'pending' });
  expect(textOf(shown)).toContain('Call start_lipsync again with the same inputs');
  const again = world.call('start_lipsync', urls);
  release();
  expect((await again).structuredContent).toEqual({ ...structuredContent, outcome: 'submitted', request_id: id });
  expect(held).toEqual(['POST /v1/lipsync/generate']);
});

it('go on with a download where they were', async () => {
  const folder = await makeFolder();
  const world = await connect({ baseURL, args: ['--downloads', folder] });
  const job = { kind: 'lipsync', id };
  const pending = world.call('download_outputs', job);
  await expect.poll(() => held.length === 1).toBeTruthy();
  end();
  expect((await pending).structuredContent).toEqual({ done: false, files: [] });
  release();
  const path = join(folder, `${id}.mp4`);
  await expect.poll(() => existsSync(path)).toBeTruthy();
  expect((await world.call('download_outputs', job)).structuredContent).toEqual({ done: true, files: [path] });
  expect(held).toEqual(['GET /file']);
});

it('end what goes on for them if the program goes away', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  const world = await connect({ baseURL, args: ['--allow-paid'] });
  const pending = world.call('start_lipsync', urls);
  await expect.poll(() => held.length === 1).toBeTruthy();
  end();
  await pending;
  expect(fetched.mock.lastCall?.[1]?.signal?.aborted).toBe(false);
  await world.close();
  await expect.poll(() => fetched.mock.lastCall?.[1]?.signal?.aborted).toBeTruthy();
});
