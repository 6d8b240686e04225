'use client';

import Chamelaion from '@chamelaion/client';
import { createUploadFetch } from '@chamelaion/client/browser';
import { ChamelaionProvider, useLipsyncJob } from '@chamelaion/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';

// Also rendered on the server, on which the path works for nothing and nothing is sent.
const client = new Chamelaion({ baseURL: '/api/chamelaion' });

function Dub() {
  const job = useLipsyncJob({ createUploadFetch });
  const submit = (form: FormData) => {
    const video = form.get('video');
    const audio = form.get('audio');
    if (video instanceof File && audio instanceof File) void job.submitMedia({ video, audio });
  };
  return (
    <form action={submit}>
      <input type="file" name="video" />
      <input type="file" name="audio" />
      <button type="submit">{job.phase}</button>
    </form>
  );
}

export default function Page() {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <ChamelaionProvider client={client}>
        <Dub />
      </ChamelaionProvider>
    </QueryClientProvider>
  );
}
