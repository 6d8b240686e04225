




import { startMockServer, testTokens } from '@chamelaion/mock-server';

const mock = await startMockServer();
const response = await fetch(`${mock.url}/v1/users/me`, { headers: { 'x-api-key': testTokens.broken } });
console.log(response.status); // 500
await mock.close();
export {};
