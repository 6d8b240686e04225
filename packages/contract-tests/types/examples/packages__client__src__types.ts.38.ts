




































import { createReadStream } from 'node:fs';
import type { LipsyncGenerateWithMediaParams } from '@chamelaion/client';

const params: LipsyncGenerateWithMediaParams = {
  video: createReadStream('clip.mp4'),
  audio: createReadStream('voice.wav'),
};
export {};
