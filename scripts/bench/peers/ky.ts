import ky, { type Options } from 'ky';
import { type Create, inputs } from './submit.ts';

export const createKy =
  (options: Options): Create =>
  (prefixUrl) => {
    const client = ky.create({ prefixUrl, headers: { 'x-api-key': 'any' }, ...options });
    return async (url) => {
      const answer = client.post<{ request_id: string }>('v1/lipsync/generate', {
        json: { inputs: inputs(url) },
      });
      return (await answer.json()).request_id;
    };
  };

export const create: Create = createKy({});
