import { readFile } from 'node:fs/promises';
import { openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';

// A batch with its defaults: adds the catalogue to its folder or, if it is to run, works until all of it has ended.
const { url, store, directory, catalogue, isRun } = JSON.parse(process.argv[2] ?? '');
const client = new Chamelaion({ baseURL: url, apiKey: 'key', logLevel: 'off' });
const batch = await openBatch({ client, store, directory });
if (isRun) {
  for await (const _ of batch.run());
  for await (const item of batch.items()) process.stdout.write(`${JSON.stringify({ type: 'item', item })}\n`);
} else {
  await batch.add(JSON.parse(await readFile(catalogue, 'utf8')));
  await batch.close();
}
process.stdout.write('{"type":"done"}\n');
