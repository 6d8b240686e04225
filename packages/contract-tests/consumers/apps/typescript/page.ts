// With a page's types and without Node's.
import Chamelaion from '@chamelaion/client';
import { createUploadFetch, type UploadFetchOptions } from '@chamelaion/client/browser';
import { createFetchClient } from '@chamelaion/client/fetch';

const options: UploadFetchOptions = { onUploadProgress: ({ sent, total }) => sent / total };
const client = new Chamelaion({ baseURL: '/api/chamelaion', fetch: createUploadFetch(options) });

export async function submit(video: File, audio: File): Promise<string> {
  const { request_id } = await client.lipsync.generateWithMedia({ video, audio });
  const { data } = await createFetchClient({ baseURL: '/api' }).GET('/v1/users/me');
  return data?.name ?? request_id;
}
