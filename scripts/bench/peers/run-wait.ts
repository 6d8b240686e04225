import Chamelaion from '@chamelaion/client';
import { createFalClient } from '@fal-ai/client';
import { install } from '@sinonjs/fake-timers';
import Replicate from 'replicate';
import { inputs } from './submit.ts';

// Submits a job and waits for it on a virtual clock: run-wait.js <client> <milliseconds that it takes>
const [name = '', duration] = process.argv.slice(2);
const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
const epoch = Date.now();
const doneAt = epoch + Number(duration);
let inVain = 0;

/** An API that answers at once, with the words that the client knows for a job that runs and one that is done. */
const api =
  (pending: string, done: string): typeof fetch =>
  async (_, init) => {
    const common = { id: 'job', request_id: 'job', created_at: new Date(epoch).toISOString() };
    const headers = { date: new Date().toUTCString() };
    if (init?.method === 'POST') return Response.json({ ...common, status: 'success' }, { headers });
    if (Date.now() < doneAt) inVain++;
    const status = Date.now() < doneAt ? pending : done;
    return Response.json({ ...common, status, output_url: 'https://storage.test/out.mp4' }, { headers });
  };

const url = 'https://cdn.example.com/clip.mp4';
const waits: Record<string, () => Promise<unknown>> = {
  chamelaion() {
    const client = new Chamelaion({ apiKey: 'any', fetch: api('processing', 'completed') });
    return client.lipsync.run({ inputs: inputs(url) });
  },
  fal() {
    const client = createFalClient({ credentials: 'any', fetch: api('IN_PROGRESS', 'COMPLETED') });
    return client.subscribe('fal-ai/sync-lipsync', { input: { video_url: url, audio_url: url } });
  },
  async replicate() {
    const client = new Replicate({ auth: 'any', fetch: api('processing', 'succeeded') });
    return client.wait(await client.predictions.create({ model: 'sync/lipsync-2', input: {} }), {});
  },
};

let over = false;
const wait = waits[name]?.().finally(() => {
  over = true;
});
if (!wait) throw new Error(`${name} cannot wait`);
while (!over) {
  // Bodies settle through the event loop, which is not virtual.
  await new Promise((resolve) => setImmediate(resolve));
  if (!over) await clock.nextAsync();
}
await wait;
// The poll that found it done is one more.
process.stdout.write(JSON.stringify({ polls: inVain + 1, late: Date.now() - doneAt }));
