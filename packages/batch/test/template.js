// Makes an empty database, and a store over a copy of it, from which tests copy theirs: node template.js <database> <store>
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';
import { PGlite } from '@electric-sql/pglite';

const [, , database, store] = process.argv;
const empty = await PGlite.create(database);
// Two thirds of the files, which nothing here needs and every test would copy.
for (const name of ['template0', 'template1']) {
  await empty.query(`alter database ${name} is_template false`);
  await empty.query(`drop database ${name}`);
}
await empty.close();
mkdirSync(store);
execFileSync('cp', ['-r', database, join(store, 'data')]);
const batch = await openBatch({ client: new Chamelaion({ apiKey: 'key' }), store });
await batch.close();
