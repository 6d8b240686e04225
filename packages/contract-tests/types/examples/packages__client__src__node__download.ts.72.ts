






































































import Chamelaion from '@chamelaion/client';
import { download } from '@chamelaion/client/node';

const client = new Chamelaion();
const request = await client.lipsync.requests.waitFor('dub-episode-42');
await download(request, 'out.mp4', {
  client,
  onProgress: ({ received, total }) => console.log(received, total),
});
export {};
