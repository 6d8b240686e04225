import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type BatchItem, openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';

/** The catalogue: a line of JSON for each item. */
async function* catalogue(): AsyncGenerator<BatchItem> {
  for await (const line of createInterface(createReadStream('catalogue.jsonl'))) if (line) yield JSON.parse(line);
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

const batch = await openBatch({ client: new Chamelaion(), store: process.env['STORE'] ?? './dubs' });
console.log(`store ${batch.id}`); // keep it: it finds all jobs again if the store is lost
console.log(`${await batch.add(catalogue())} new items`);
for await (const event of batch.run({ signal: stop.signal })) {
  const { downloaded, failed, total } = event.progress;
  const what = event.type === 'paused' ? event.reason : `${event.key}${'error' in event ? `: ${event.error}` : ''}`;
  console.log(`${downloaded} of ${total}, ${failed} failed; ${event.type} ${what}`);
}
await batch.close();
