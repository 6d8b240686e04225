import { failureWords } from '../job/failure-words.ts';
import { ResultVideo } from '../lipsync/result-video.tsx';
import { LanguageFigures } from '../translate/language-figures.tsx';
import type { Entry } from './entry.ts';

/** What became of a job of the list. */
export function Outcome({ entry: { kind, job }, renew }: { entry: Entry; renew: () => void }) {
  if (job.status === 'failed') {
    const { heading, advice } = failureWords(job.error_message, {});
    return <p>{`${heading}. ${advice}`}</p>;
  }
  if (job.status !== 'completed') return <p>It is not done yet. This line changes when it is.</p>;
  if (kind === 'lipsync') {
    return (
      <div className="outcome">
        <ResultVideo src={job.output_url} label={`Result of job ${job.id.slice(0, 8)}`} renew={renew} />
      </div>
    );
  }
  return (
    <div className="comparison">
      <LanguageFigures job={job} renew={renew} />
    </div>
  );
}
