'use client';

import Chamelaion from '@chamelaion/client';
import { createUploadFetch } from '@chamelaion/client/browser';

export default function Page() {
  const submit = async (form: FormData) => {
    const video = form.get('video');
    const audio = form.get('audio');
    if (!(video instanceof File) || !(audio instanceof File)) return;
    const fetch = createUploadFetch({ onUploadProgress: ({ sent, total }) => console.log(sent / total) });
    const client = new Chamelaion({ baseURL: '/api/chamelaion', fetch });
    await client.lipsync.generateWithMedia({ video, audio });
  };
  return (
    <form action={submit}>
      <input type="file" name="video" />
      <input type="file" name="audio" />
      <button type="submit">Submit</button>
    </form>
  );
}
