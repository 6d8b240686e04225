// A process that holds a store until it is killed.
import { openBatch } from '@chamelaion/batch';
import Chamelaion from '@chamelaion/client';

await openBatch({ client: new Chamelaion({ apiKey: 'key' }), store: process.argv[2] });
process.send('open');
