// What a user's compiler sees: declarations are checked here, not skipped, and only Node's types are there.
import Chamelaion, { type LipsyncRequest } from '@chamelaion/client';
import { download, fromPath } from '@chamelaion/client/node';

const client = new Chamelaion({ apiKey: process.env['CHAMELAION_API_KEY'] });
const params: Chamelaion.LipsyncGenerateWithMediaParams = {
  video: await fromPath('clip.mp4'),
  audio: await fromPath('voice.wav'),
};
const request: LipsyncRequest = await client.lipsync.runWithMedia(params);
if (request.status === 'completed') await download(request, 'out.mp4', { client });
