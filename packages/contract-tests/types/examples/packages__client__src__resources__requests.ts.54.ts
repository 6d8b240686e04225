




















































import Chamelaion from '@chamelaion/client';

const client = new Chamelaion();
const { data, pagination } = await client.lipsync.requests.list({ limit: 50 });
console.log(`${data.length} of ${pagination.total}`);

for await (const request of client.lipsync.requests.list({ limit: 100 })) console.log(request.id);
export {};
