import { type Create, inputs } from './submit.ts';

export const create: Create = (baseURL) => async (url) => {
  const response = await fetch(`${baseURL}/v1/lipsync/generate`, {
    method: 'POST',
    headers: { 'x-api-key': 'any', 'content-type': 'application/json' },
    body: JSON.stringify({ inputs: inputs(url) }),
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return ((await response.json()) as { request_id: string }).request_id;
};
