import Chamelaion from '@chamelaion/client';
import { type Create, inputs, type Read, type Upload, type Wait } from '../client.ts';

export const create: Create = (baseURL) => {
  const client = new Chamelaion({ apiKey: 'any', baseURL, logLevel: 'off' });
  return async (url) => (await client.lipsync.generate({ inputs: inputs(url) })).request_id;
};

export const read: Read = (baseURL) => {
  const client = new Chamelaion({ apiKey: 'any', baseURL, logLevel: 'off' });
  return (id) => client.lipsync.requests.retrieve(id);
};

export const upload: Upload = (baseURL) => {
  const client = new Chamelaion({ apiKey: 'any', baseURL });
  const audio = new File(['RIFF'], 'voice.wav');
  return async (path) => {
    const { fromPath } = await import('@chamelaion/client/node');
    return client.lipsync.generateWithMedia({ video: await fromPath(path), audio });
  };
};

export const words = ['processing', 'completed'] as const;
export const wait: Wait = (fetch) =>
  new Chamelaion({ apiKey: 'any', fetch }).lipsync.run({ inputs: inputs('https://cdn.example.com/clip.mp4') });
