
























































import { startMockServer } from '@chamelaion/mock-server';

const mock = await startMockServer({ clock: 'manual' });
const response = await fetch(`${mock.url}/v1/users/me`, { headers: { authorization: 'Bearer any' } });
console.log(await response.json()); // { name: 'My API Token' }
await mock.close();
export {};
