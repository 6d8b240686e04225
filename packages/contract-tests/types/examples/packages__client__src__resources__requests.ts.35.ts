

































import Chamelaion from '@chamelaion/client';

const request = await new Chamelaion().lipsync.requests.retrieve('dub-episode-42');
if (request.status === 'completed') console.log(request.output_url);
export {};
