import { createReadStream } from 'node:fs';
import OpenAI from 'openai';
import { type Create, inputs, type Read, type Upload } from '../client.ts';

export const create: Create = (baseURL) => {
  const client = new OpenAI({ apiKey: 'any', baseURL });
  return async (url) => {
    const body = { inputs: inputs(url) };
    return (await client.post<{ request_id: string }>('/v1/lipsync/generate', { body })).request_id;
  };
};

export const read: Read = (baseURL) => {
  const client = new OpenAI({ apiKey: 'any', baseURL });
  return (id) => client.get(`/v1/lipsync/requests/${id}`);
};

export const upload: Upload = (baseURL) => {
  const client = new OpenAI({ apiKey: 'any', baseURL });
  return (path) => client.files.create({ file: createReadStream(path), purpose: 'user_data' });
};
