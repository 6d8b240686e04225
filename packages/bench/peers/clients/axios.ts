import axios from 'axios';
import { type Create, formOf, inputs, type Upload } from '../client.ts';

export const create: Create = (baseURL) => {
  const client = axios.create({ baseURL, headers: { 'x-api-key': 'any' } });
  return async (url) => {
    const body = { inputs: inputs(url) };
    return (await client.post<{ request_id: string }>('/v1/lipsync/generate', body)).data.request_id;
  };
};

export const upload: Upload = (baseURL) => async (path) => axios.post(baseURL, await formOf(path));
