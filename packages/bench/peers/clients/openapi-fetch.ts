import type { paths } from '@chamelaion/client';
import createClient from 'openapi-fetch';
import { type Create, formOf, inputs, type Read, type Upload } from '../client.ts';

export const create: Create = (baseUrl) => {
  const client = createClient<paths>({ baseUrl, headers: { 'x-api-key': 'any' } });
  return async (url) => {
    const { data, response } = await client.POST('/v1/lipsync/generate', { body: { inputs: inputs(url) } });
    if (!data) throw new Error(`${response.status}`);
    return data.request_id;
  };
};

export const read: Read = (baseUrl) => {
  const client = createClient<paths>({ baseUrl, headers: { 'x-api-key': 'any' } });
  return async (id) => {
    const { data, response } = await client.GET('/v1/lipsync/requests/{id}', { params: { path: { id } } });
    if (!data) throw new Error(`${response.status}`);
    return data;
  };
};

export const upload: Upload = (baseUrl) => {
  const client = createClient<Record<'/', { post: { responses: { 200: { content: object } } } }>>({ baseUrl });
  return async (path) => {
    const body = await formOf(path);
    return client.POST('/', { body: body as never, bodySerializer: () => body });
  };
};
