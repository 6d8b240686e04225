// A worker as a user would write it, for tests that kill it: node worker.js '<options as JSON>'
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';

// In a short test the database's WebAssembly runs for seconds: to compile it well takes longer.
if (process.env.VITEST) setFlagsFromString('--liftoff-only');

const { url, store, directory, catalogue, timeout, settleTimeout, recover, run } = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

/** Says how long it took, also without what other processes took of the machine. */
function stopwatch() {
  const [start, used] = [performance.now(), process.cpuUsage()];
  return (line) => {
    const { user, system } = process.cpuUsage(used);
    say({ ...line, ms: performance.now() - start, cpu: (user + system) / 1_000 });
  };
}

async function work(batch) {
  const tell = stopwatch();
  const added = await batch.add(JSON.parse(await readFile(catalogue, 'utf8')));
  tell({ type: 'added', added });
  const asked = performance.now();
  const { id } = await batch.status();
  say({ type: 'counted', id, ms: performance.now() - asked, megabytes: megabytes() });
  // Without options of a run, it only adds.
  if (!run) return;
  for (let unknown = ['all']; unknown.length > 0; ) {
    await follow(batch.run(run), batch);
    // A person has looked for what was sent often and never found, and lets it be sent again.
    unknown = [];
    for await (const { key } of batch.items({ state: 'unknown' })) unknown.push(key);
    say({ type: 'retried', keys: await batch.retry(unknown) });
  }
}

async function follow(events, batch) {
  let last = 0;
  for await (const { type, key, error } of events) {
    say({ type, key, error });
    if (performance.now() - last < 1_000) continue;
    last = performance.now();
    await batch.status();
    say({ type: 'status', ms: performance.now() - last, megabytes: megabytes() });
  }
}

const tell = stopwatch();
const client = new Chamelaion({ baseURL: url, apiKey: 'key', timeout, logLevel: 'off' });
const batch = await openBatch({ client, store, directory, settleTimeout, recover });
tell({ type: 'opened' });
await work(batch);
for await (const item of batch.items()) say({ type: 'item', item });
await batch.close();
say({ type: 'closed', megabytes: megabytes() });
