import ky, { type Options } from 'ky';
import { type Create, formOf, inputs, type Read, type Upload } from '../client.ts';

export const createKy =
  (options: Options): Create =>
  (prefixUrl) => {
    const client = ky.create({ prefixUrl, headers: { 'x-api-key': 'any' }, ...options });
    return async (url) => {
      const answer = client.post<{ request_id: string }>('v1/lipsync/generate', { json: { inputs: inputs(url) } });
      return (await answer.json()).request_id;
    };
  };

export const create: Create = createKy({});

export const read: Read = (prefixUrl) => {
  const client = ky.create({ prefixUrl, headers: { 'x-api-key': 'any' } });
  return (id) => client.get(`v1/lipsync/requests/${id}`).json();
};

export const upload: Upload = (baseURL) => async (path) => ky.post(baseURL, { body: await formOf(path) }).json();
