






































import Chamelaion from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';

const { request_id } = await new Chamelaion().lipsync.generateWithMedia({
  video: await fromPath('clip.mp4'),
  audio: await fromPath('voice.wav'),
});
export {};
