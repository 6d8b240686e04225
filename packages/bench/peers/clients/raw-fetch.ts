import { type Create, formOf, inputs, type Read, type Upload } from '../client.ts';

export const create: Create = (baseURL) => async (url) => {
  const response = await fetch(`${baseURL}/v1/lipsync/generate`, {
    method: 'POST',
    headers: { 'x-api-key': 'any', 'content-type': 'application/json' },
    body: JSON.stringify({ inputs: inputs(url) }),
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return ((await response.json()) as { request_id: string }).request_id;
};

export const read: Read = (baseURL) => async (id) => {
  const response = await fetch(`${baseURL}/v1/lipsync/requests/${id}`, { headers: { 'x-api-key': 'any' } });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
};

export const upload: Upload = (baseURL) => async (path) =>
  (await fetch(baseURL, { method: 'POST', body: await formOf(path) })).json();
