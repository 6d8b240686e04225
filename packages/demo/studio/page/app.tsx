import { createUploadFetch } from '@chamelaion/client/browser';
import { useLipsyncJob, useVideoTranslateJob } from '@chamelaion/react';
import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { History } from './history/history.tsx';
import { tabSign } from './job/studio-job.ts';
import { Dub } from './lipsync/dub.tsx';
import { Tabs } from './tabs.tsx';
import { Translate } from './translate/translate.tsx';

/** The page. */
export function App() {
  const { data: mode } = useQuery({
    queryKey: ['studio.json'],
    queryFn: async (): Promise<{ spendsCredits: boolean }> => (await fetch('/studio.json')).json(),
  });
  // As long as the page does not know, it must not promise that nothing is paid.
  const spendsCredits = mode?.spendsCredits ?? true;
  // The tab stands in the address, so that a reload and the back button find it.
  const tab = useSyncExternalStore(subscribeToHash, () => (location.hash === '#translate' ? 'translate' : 'lip-sync'));
  const dub = useLipsyncJob({ createUploadFetch });
  const translation = useVideoTranslateJob({ createUploadFetch });
  return (
    <>
      <header className="masthead">
        <h1>Dub studio</h1>
        <p>Give a video a new voice or another language, and its lips will follow.</p>
        {mode && (
          <p className="mode">
            {mode.spendsCredits
              ? 'Real API: every job spends credits.'
              : 'Practice: a mock server answers, nothing is paid, and every result is the same sample clip.'}
          </p>
        )}
      </header>
      <main>
        <Tabs
          label="What to do"
          chosen={tab}
          choose={(name) => {
            location.hash = name;
          }}
          tabs={[
            {
              name: 'lip-sync',
              label: 'Lip sync',
              sign: tabSign(dub),
              panel: <Dub job={dub} active={tab === 'lip-sync'} spendsCredits={spendsCredits} />,
            },
            {
              name: 'translate',
              label: 'Translate',
              sign: tabSign(translation),
              panel: <Translate job={translation} active={tab === 'translate'} spendsCredits={spendsCredits} />,
            },
          ]}
        />
        <History />
      </main>
    </>
  );
}

function subscribeToHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
