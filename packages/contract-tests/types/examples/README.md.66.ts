
































































import Chamelaion from '@chamelaion/client';
import { startMockServer } from '@chamelaion/mock-server';

const mock = await startMockServer({ clock: 'manual' });
const client = new Chamelaion({ apiKey: 'any', baseURL: mock.url });
// ... submit a job ...
mock.clock.advance(60_000); // ... and it is done
await mock.close();
export {};
