

















































import Chamelaion from '@chamelaion/client';

const client = new Chamelaion();
const { data, response } = await client.users.retrieveCurrent().withResponse();
console.log(data.name, response.headers.get('date'));

for await (const request of client.lipsync.requests.list({ limit: 100 })) console.log(request.id);
export {};
