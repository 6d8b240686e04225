import { createUploadFetch } from '@chamelaion/client/browser';
import { useLipsyncJob, useVideoTranslateJob } from '@chamelaion/react';
import { useQuery } from '@tanstack/react-query';
import { History } from './history/history.tsx';
import { Dub } from './lipsync/dub.tsx';
import { tabSign } from './tabs/tab-sign.ts';
import { Tabs } from './tabs/tabs.tsx';
import { useTab } from './tabs/use-tab.ts';
import { Translate } from './translate/translate.tsx';

/** What the studio's server says of itself. */
interface Mode {
  readonly spendsCredits: boolean;
}

/** The page. */
export function App() {
  const { data: mode } = useQuery({
    queryKey: ['studio.json'],
    queryFn: async (): Promise<Mode> => (await fetch('/studio.json')).json(),
  });
  // As long as the page does not know, it must not promise that nothing is paid.
  const spendsCredits = mode?.spendsCredits ?? true;
  const [tab, choose] = useTab();
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
          choose={choose}
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
