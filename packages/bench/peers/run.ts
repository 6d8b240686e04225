import { readFile } from 'node:fs/promises';
import { install } from '@sinonjs/fake-timers';
import { startFaultyServer } from '../src/servers/faulty-server.ts';
import type { Client } from './client.ts';

// What is measured of a client in a separate process: run.js <role> <client> <arguments of the role>
const [role = '', name = '', ...given] = process.argv.slice(2);
const load = (): Promise<Client> => import(new URL(`clients/${name}.js`, import.meta.url).href);
const virtual = () => install({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });

/** The milliseconds that the work takes, and the bytes that it needs at its peak. */
async function measured(work: () => Promise<unknown>): Promise<{ ms: number; bytes: number }> {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  return { ms, bytes: Math.max(0, process.resourceUsage().maxRSS * 1_024 - before) };
}

const roles: Readonly<Record<string, () => Promise<unknown>>> = {
  /** Does nothing: what bare Node costs. */
  nothing: async () => undefined,

  /** Loads the client and creates one, as every program does first. */
  create: async () => void (await load()).create('http://127.0.0.1:9'),

  /** Submits clips to a faulty server and counts what became of them: <seed> <count> */
  async submissions() {
    const [seed, count] = given;
    const { create } = await load();
    const { setTimeout: wait } = globalThis;
    // Client and server share one clock. It moves by turns of the event loop, so that a busy machine delays nothing.
    const clock = virtual();
    const { url, jobs } = await startFaultyServer(Number(seed));
    const submit = create(url);
    // Jobs beyond the first are duplicates; lost are those that were made, though the call failed and gives no reference.
    const result = { resolved: 0, duplicates: 0, lost: 0 };
    const clips = Array.from({ length: Number(count) }, (_, clip) => String(clip)).values();
    const lane = async () => {
      for (const clip of clips) {
        const outcome: { id?: unknown; referenceId?: unknown } = await submit(`https://cdn.example.com/${clip}.mp4`)
          .then((id) => ({ id }))
          .catch(({ referenceId }) => ({ referenceId }));
        const own = jobs.get(clip) ?? [];
        if (own.some(({ id }) => id === outcome.id)) result.resolved++;
        else if (own.some(({ reference }) => !reference || reference !== outcome.referenceId)) result.lost++;
      }
    };
    let over = false;
    const all = Promise.all(Array.from({ length: 50 }, lane)).finally(() => {
      over = true;
    });
    while (!over) {
      await new Promise((resolve) => wait(resolve, 1));
      await clock.tickAsync(20);
    }
    await all;
    for (const own of jobs.values()) result.duplicates += Math.max(0, own.length - 1);
    return result;
  },

  /** Uploads a file and gives the time and the memory that it took: <url> <small file> <large file> */
  async upload() {
    const [baseURL = '', small = '', large = ''] = given;
    const upload = (await load()).upload(baseURL);
    // Loading fetch is not the file's cost.
    await upload(small);
    return measured(() => upload(large));
  },

  /** Downloads a file to the disk, by the client of ours that can: <url> <path> */
  async download() {
    const [baseURL = '', path = ''] = given;
    const { download } = await import('@chamelaion/client/node');
    await (await fetch(baseURL, { method: 'POST' })).text();
    return measured(() => download({ id: 'job-1', output_url: `${baseURL}/film.mp4` }, path));
  },

  /** Submits a job and waits for it on a virtual clock: <milliseconds that it takes> */
  async wait() {
    const { wait, words = [] } = await load();
    if (!wait) throw new Error(`${name} cannot wait`);
    const clock = virtual();
    const epoch = Date.now();
    const doneAt = epoch + Number(given[0]);
    let polls = 1;
    let over = false;
    // An API that answers at once, in the client's words.
    const waiting = wait(async (_, init) => {
      const common = { id: 'job', request_id: 'job', created_at: new Date(epoch).toISOString() };
      const headers = { date: new Date().toUTCString() };
      if (init?.method === 'POST') return Response.json({ ...common, status: 'success' }, { headers });
      const isDone = Date.now() >= doneAt;
      if (!isDone) polls++;
      const output_url = 'https://storage.test/out.mp4';
      return Response.json({ ...common, status: words[isDone ? 1 : 0], output_url }, { headers });
    }).finally(() => {
      over = true;
    });
    while (!over) {
      // Bodies settle through the event loop, which is not virtual.
      await new Promise((resolve) => setImmediate(resolve));
      if (!over) await clock.nextAsync();
    }
    await waiting;
    return { polls, late: Date.now() - doneAt };
  },

  /** Scalar's mock as a command: <document> <port> */
  async scalar() {
    const { serve } = await import('@hono/node-server');
    const { createMockServer } = await import('@scalar/mock-server');
    const { fetch } = await createMockServer({ document: await readFile(name, 'utf8') });
    serve({ fetch, port: Number(given[0]), hostname: '127.0.0.1' });
    return new Promise(() => {});
  },
};

const run = roles[role];
if (!run) throw new Error(`no role ${role}`);
const result = await run();
process.stdout.write(JSON.stringify(result ?? null), () => process.exit());
