import Replicate from 'replicate';
import type { Create } from './submit.ts';

export const create: Create = (baseUrl) => {
  const client = new Replicate({ auth: 'any', baseUrl });
  return async (video) => {
    const input = { video, audio: 'https://cdn.example.com/voice.wav' };
    return (await client.predictions.create({ model: 'sync/lipsync-2', input })).id;
  };
};
