import { openAsBlob } from 'node:fs';
import Replicate from 'replicate';
import type { Create, Read, Upload, Wait } from '../client.ts';

export const create: Create = (baseUrl) => {
  const client = new Replicate({ auth: 'any', baseUrl });
  return async (video) => {
    const input = { video, audio: 'https://cdn.example.com/voice.wav' };
    return (await client.predictions.create({ model: 'sync/lipsync-2', input })).id;
  };
};

export const read: Read = (baseUrl) => {
  const client = new Replicate({ auth: 'any', baseUrl });
  return (id) => client.predictions.get(id);
};

export const upload: Upload = (baseUrl) => {
  const client = new Replicate({ auth: 'any', baseUrl });
  return async (path) => client.files.create(await openAsBlob(path));
};

export const words = ['processing', 'succeeded'] as const;
export const wait: Wait = async (fetch) => {
  const client = new Replicate({ auth: 'any', fetch });
  return client.wait(await client.predictions.create({ model: 'sync/lipsync-2', input: {} }), {});
};
