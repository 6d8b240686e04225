import type { paths } from '@chamelaion/client';
import createClient from 'openapi-fetch';
import { type Create, inputs } from './submit.ts';

export const create: Create = (baseUrl) => {
  const client = createClient<paths>({ baseUrl, headers: { 'x-api-key': 'any' } });
  return async (url) => {
    const { data, response } = await client.POST('/v1/lipsync/generate', { body: { inputs: inputs(url) } });
    if (!data) throw new Error(`${response.status}`);
    return data.request_id;
  };
};
