





























import { startMockServer } from '@chamelaion/mock-server';

const mock = await startMockServer();
mock.failNext('reset', { on: 'generateLipsync', when: 'after' });
mock.failNext({ status: 429, headers: { 'retry-after': '2' } }, { times: 3 });
await mock.close();
export {};
