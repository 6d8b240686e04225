import type { Create } from './submit.ts';

// Submits clips to a faulty server and tells what became of them: run-submissions.js <client> <url> <count> <speed>
const [name, baseURL = '', count, speed] = process.argv.slice(2);
const { create }: { create: Create } = await import(new URL(`${name}.js`, import.meta.url).href);

// Every client has its own pauses and timeouts: on a clock that runs faster they keep their proportions.
const factor = Number(speed);
const { setTimeout: wait } = globalThis;
const [dateNow, now] = [Date.now, performance.now.bind(performance)];
const [date, start] = [dateNow(), now()];
globalThis.setTimeout = ((callback: () => void, ms = 0, ...args: []) =>
  wait(callback, ms / factor, ...args)) as typeof wait;
Date.now = () => date + (dateNow() - date) * factor;
performance.now = () => start + (now() - start) * factor;

const atOnce = 50;
const submit = create(baseURL);
const outcomes: { id?: unknown; referenceId?: unknown }[] = [];
const clips = Array.from({ length: Number(count) }, (_, clip) => clip).entries();
const lane = async () => {
  for (const [clip] of clips)
    outcomes[clip] = await submit(`https://cdn.example.com/${clip}.mp4`).then(
      (id) => ({ id }),
      ({ referenceId }) => ({ referenceId }),
    );
};
await Promise.all(Array.from({ length: atOnce }, lane));
process.stdout.write(JSON.stringify(outcomes), () => process.exit());
