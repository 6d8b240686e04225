import { install } from '@sinonjs/fake-timers';
import { startFaultyServer } from '../faulty-server.ts';
import type { Create } from './submit.ts';

// Submits clips to a faulty server and counts what became of them: run-submissions.js <client> <seed> <count>
const [name, seed, count] = process.argv.slice(2);
const { create }: { create: Create } = await import(new URL(`${name}.js`, import.meta.url).href);

const { setTimeout: wait } = globalThis;
// Client and server share one clock. It moves by turns of the event loop, so that a busy machine makes nobody late.
const clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
const step = 20;
const atOnce = 50;

const { url, jobs } = await startFaultyServer(Number(seed));
const submit = create(url);
/** Jobs beyond the first are duplicates; lost are those that were made, though the call failed and tells no reference. */
const result = { resolved: 0, duplicates: 0, lost: 0 };
const clips = Array.from({ length: Number(count) }, (_, clip) => String(clip)).values();

async function submitOne(clip: string): Promise<void> {
  const outcome: { id?: unknown; referenceId?: unknown } = await submit(`https://cdn.example.com/${clip}.mp4`).then(
    (id) => ({ id }),
    (error) => ({ referenceId: error.referenceId }),
  );
  const own = jobs.get(clip) ?? [];
  if (own.some(({ id }) => id === outcome.id)) result.resolved++;
  else if (own.some(({ reference }) => !reference || reference !== outcome.referenceId)) result.lost++;
}

let over = false;
const lane = async () => {
  for (const clip of clips) await submitOne(clip);
};
const all = Promise.all(Array.from({ length: atOnce }, lane)).finally(() => {
  over = true;
});
while (!over) {
  await new Promise((resolve) => wait(resolve, 1));
  await clock.tickAsync(step);
}
await all;
for (const own of jobs.values()) result.duplicates += Math.max(0, own.length - 1);
process.stdout.write(JSON.stringify(result), () => process.exit());
