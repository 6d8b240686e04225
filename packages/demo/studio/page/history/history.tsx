import { useLipsyncRequest, useVideoTranslateRequest } from '@chamelaion/react';
import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import { failureWords, lookingWords } from '../job/error-words.ts';
import { ResultVideo } from '../lipsync/result-video.tsx';
import { LanguageFigures } from '../translate/language-figures.tsx';
import { type Entry, entryWords, isOver } from './entry.ts';
import { useHistory } from './use-history.ts';

/** The jobs of the account. */
export function History() {
  const { entries, total, hasMore, error, showMore, refresh } = useHistory();
  const title = useId();
  const words = error && lookingWords(error);

  // A person who asked for more goes on with the first of them, as the button may be gone.
  const list = useRef<HTMLUListElement>(null);
  const next = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (entries.length <= next.current) return;
    list.current?.querySelectorAll('summary')[next.current]?.focus();
    next.current = Number.POSITIVE_INFINITY;
  }, [entries.length]);

  return (
    <section className="card history" aria-labelledby={title}>
      <div className="bar">
        <h2 id={title}>History</h2>
        <button type="button" onClick={refresh}>
          Refresh
        </button>
      </div>
      {words && (
        <p className="note" role="alert">
          <Icon name="warning" /> {words.heading}. {words.advice}
        </p>
      )}
      {total === 0 && <p className="empty">Your jobs will show here.</p>}
      <ul ref={list}>
        {entries.map((entry) => (
          <HistoryItem key={entry.job.id} entry={entry} renew={refresh} />
        ))}
      </ul>
      <div className="bar">
        <p role="status">
          {entries.length > 0 &&
            (total === undefined ? `${entries.length} shown` : `${entries.length} of ${total} shown`)}
        </p>
        {hasMore && (
          <button
            type="button"
            onClick={() => {
              next.current = entries.length;
              showMore();
            }}
          >
            Show more
          </button>
        )}
      </div>
    </section>
  );
}

interface EntryProps {
  entry: Entry;
  /** Asks for new links. */
  renew: () => void;
}

const words: Readonly<Record<string, string>> = {
  queued: 'Queued',
  uploading: 'Uploading',
  processing: 'Processing',
  completed: 'Completed',
  failed: 'Failed',
};

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** One job of the list, which opens to show what became of it. */
function HistoryItem({ entry: listed, renew }: EntryProps) {
  const [open, setOpen] = useState(false);
  const entry = useFollowed(listed);
  const { id, status, created_at } = entry.job;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className={status}>
          <Icon name={status === 'completed' ? 'done' : status === 'failed' ? 'failed' : 'waiting'} />
          {/* The API may have a status tomorrow that is not documented today. */}
          <span className="word">{words[status] ?? 'Under way'}</span>
          <span className="kind">{entryWords(entry)}</span>
          <time dateTime={created_at}>{time.format(new Date(created_at))}</time>
          <code>{id.slice(0, 8)}</code>
          <Icon name="more" />
        </summary>
        {open && <Outcome entry={entry} renew={renew} />}
      </details>
    </li>
  );
}

/** A job as it stands now, while it is under way; after that, as the list says. */
function useFollowed(listed: Entry): Entry {
  const followed = (kind: Entry['kind']) => (listed.kind === kind && !isOver(listed) ? listed.job.id : undefined);
  const { data: dub } = useLipsyncRequest(followed('lipsync'));
  const { data: translation } = useVideoTranslateRequest(followed('videoTranslate'));
  if (dub) return { kind: 'lipsync', job: dub };
  return translation ? { kind: 'videoTranslate', job: translation } : listed;
}

/** What became of a job. */
function Outcome({ entry: { kind, job }, renew }: EntryProps) {
  if (job.status === 'failed') {
    const { heading, advice } = failureWords(job.error_message, {});
    return <p>{`${heading}. ${advice}`}</p>;
  }
  if (job.status !== 'completed') return <p>It is not done yet. This line changes when it is.</p>;
  return (
    <div className={kind === 'lipsync' ? 'outcome' : 'comparison'}>
      {kind === 'lipsync' ? (
        <ResultVideo src={job.output_url} label={`Result of job ${job.id.slice(0, 8)}`} renew={renew} />
      ) : (
        <LanguageFigures job={job} renew={renew} />
      )}
    </div>
  );
}
