import OpenAI from 'openai';
import { type Create, inputs } from './submit.ts';

export const create: Create = (baseURL) => {
  const client = new OpenAI({ apiKey: 'any', baseURL });
  return async (url) => {
    const body = { inputs: inputs(url) };
    return (await client.post<{ request_id: string }>('/v1/lipsync/generate', { body })).request_id;
  };
};
