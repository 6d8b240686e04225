import Chamelaion from '@chamelaion/client';
import { ChamelaionProvider } from '@chamelaion/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import '../../../mock-server/assets/base.css';
import './styles/page.css';
import './styles/tabs.css';
import './styles/form.css';
import './styles/translate.css';
import './styles/job.css';
import './styles/history.css';

// The studio's server is on this machine, and so is there even if the browser has no network.
const queryClient = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } });
// Without a key: the proxy has it. A person who has to wait longer than this is told so.
const client = new Chamelaion({ baseURL: '/api/chamelaion', rateLimitTimeout: 5_000 });

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <ChamelaionProvider client={client}>
          <App />
        </ChamelaionProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
