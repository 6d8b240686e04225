import { SyncClient } from '@sync.so/sdk';
import { type Create, inputs } from './submit.ts';

export const create: Create = (baseUrl) => {
  const client = new SyncClient({ apiKey: 'any', baseUrl });
  return async (url) => (await client.generations.create({ model: 'lipsync-2', input: inputs(url) })).id;
};
