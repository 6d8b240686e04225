import Chamelaion from '@chamelaion/client';
import { type Create, type CreateReader, inputs } from './submit.ts';

export const create: Create = (baseURL) => {
  const client = new Chamelaion({ apiKey: 'any', baseURL, logLevel: 'off' });
  return async (url) => (await client.lipsync.generate({ inputs: inputs(url) })).request_id;
};

export const createReader: CreateReader = (baseURL) => {
  const client = new Chamelaion({ apiKey: 'any', baseURL, logLevel: 'off' });
  return (id) => client.lipsync.requests.retrieve(id);
};
