import { SyncClient } from '@sync.so/sdk';
import { type Create, type CreateReader, inputs } from './submit.ts';

export const create: Create = (baseUrl) => {
  const client = new SyncClient({ apiKey: 'any', baseUrl });
  return async (url) => (await client.generations.create({ model: 'lipsync-2', input: inputs(url) })).id;
};

export const createReader: CreateReader = (baseUrl) => {
  const client = new SyncClient({ apiKey: 'any', baseUrl });
  return (id) => client.generations.get(id);
};
