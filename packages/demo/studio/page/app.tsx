import { useQuery } from '@tanstack/react-query';
import { Dub } from './dub.tsx';
import { History } from './history.tsx';

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
  return (
    <>
      <header className="masthead">
        <h1>Dub studio</h1>
        <p>Give a video a new voice, and its lips will follow.</p>
        {mode && (
          <p className="mode">
            {mode.spendsCredits
              ? 'Real API: every job spends credits.'
              : 'Practice: a mock server answers, nothing is paid, and every result is the same sample clip.'}
          </p>
        )}
      </header>
      <main>
        {/* Who does not know it must not promise the opposite. */}
        <Dub spendsCredits={mode?.spendsCredits ?? true} />
        <History />
      </main>
    </>
  );
}
