// With a page's types and without Node's: the hooks, and TanStack Query under them.
import Chamelaion from '@chamelaion/client';
import { createUploadFetch } from '@chamelaion/client/browser';
import {
  ChamelaionProvider,
  type LipsyncJob,
  lipsyncRequestOptions,
  useChamelaion,
  useGenerateLipsync,
  useInfiniteLipsyncRequests,
  useLipsyncJob,
  useLipsyncRequest,
} from '@chamelaion/react';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

const client = new Chamelaion({ baseURL: '/api/chamelaion' });
const queryClient = new QueryClient();

export function Page({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <ChamelaionProvider client={client}>{children}</ChamelaionProvider>
    </QueryClientProvider>
  );
}

export function Dub({ video, audio }: { video: File; audio: File }) {
  const job: LipsyncJob = useLipsyncJob({ createUploadFetch, storageKey: undefined });
  if (job.phase === 'completed') return <a href={job.request.output_url}>video</a>;
  if (job.phase === 'refused') return <p>{job.error.message}</p>;
  return (
    <button type="button" onClick={() => job.submitMedia({ video, audio })}>
      {job.phase}
    </button>
  );
}

export function Status({ id }: { id: string }) {
  const { data, error } = useLipsyncRequest(id);
  const { data: done } = useQuery({
    ...lipsyncRequestOptions(useChamelaion(), id),
    select: ({ status }) => status === 'completed',
  });
  return <p>{data?.status === 'failed' ? data.error_message : (error?.message ?? String(done))}</p>;
}

export function History() {
  const { data } = useInfiniteLipsyncRequests({ limit: 10 });
  const { mutate } = useGenerateLipsync();
  // @ts-expect-error a job takes one video and one audio track
  const wrong = () => mutate({ inputs: [] });
  return (
    <button type="button" onClick={wrong}>
      {data?.pages.flatMap((page) => page.data).length}
    </button>
  );
}
