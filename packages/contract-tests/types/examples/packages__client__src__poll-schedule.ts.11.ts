









import Chamelaion, { nextPoll } from '@chamelaion/client';

const { status, created_at } = await new Chamelaion().lipsync.requests.retrieve('dub-episode-42');
const wait = nextPoll(Date.now() - Date.parse(created_at));
console.log(`${status}; ask again in ${wait} ms`);
export {};
