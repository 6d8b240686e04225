import Chamelaion from '@chamelaion/client';
import { ChamelaionProvider, useGenerateLipsyncWithMedia, useLipsyncRequest } from '@chamelaion/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

const client = new Chamelaion({ baseURL: '/api/chamelaion' });
const media = new Uint8Array(10);

function Dub() {
  const { data: job, error: refusal, isIdle, mutate } = useGenerateLipsyncWithMedia();
  const { data: request, error } = useLipsyncRequest(job?.request_id);
  const outcome = request?.status === 'completed' ? request.status : (refusal ?? error)?.message;
  useEffect(() => {
    if (outcome) console.log(`job: ${outcome}`);
  }, [outcome]);
  const reference_id = import.meta.env['REFERENCE'];
  return (
    <button type="button" disabled={!isIdle} onClick={() => mutate({ video: media, audio: media, reference_id })}>
      {request?.status ?? 'Dub'}
    </button>
  );
}

const root = document.querySelector('#root') as Element;
flushSync(() =>
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <ChamelaionProvider client={client}>
          <Dub />
        </ChamelaionProvider>
      </QueryClientProvider>
    </StrictMode>,
  ),
);
root.querySelector('button')?.click();
