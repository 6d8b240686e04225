
































import { startMockServer } from '@chamelaion/mock-server';

const mock = await startMockServer({ clock: 'manual' });
// ... submit a job to mock.url ...
mock.clock.advance(1_000); // now it is completed
await mock.close();
export {};
