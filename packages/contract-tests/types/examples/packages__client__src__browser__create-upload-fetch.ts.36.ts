


































import Chamelaion from '@chamelaion/client';
import { createUploadFetch } from '@chamelaion/client/browser';

const client = new Chamelaion({ baseURL: '/api/chamelaion' });

export async function submit(video: File, audio: File, bar: HTMLProgressElement): Promise<string> {
  const fetch = createUploadFetch({
    onUploadProgress({ sent, total }) {
      bar.value = sent / total;
    },
  });
  const { request_id } = await client.withOptions({ fetch }).lipsync.generateWithMedia({ video, audio });
  return request_id;
}
export {};
