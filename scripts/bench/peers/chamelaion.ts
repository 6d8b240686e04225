import Chamelaion from '@chamelaion/client';
import { type Create, inputs } from './submit.ts';

export const create: Create = (baseURL) => {
  const client = new Chamelaion({ apiKey: 'any', baseURL, logLevel: 'off' });
  return async (url) => (await client.lipsync.generate({ inputs: inputs(url) })).request_id;
};
