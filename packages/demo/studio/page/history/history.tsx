import { useEffect, useId, useRef } from 'react';
import { Icon } from '../icon.tsx';
import { lookingWords } from '../job/error-words.ts';
import { HistoryItem } from './history-item.tsx';
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
