import { useInfiniteLipsyncRequests } from '@chamelaion/react';
import { useEffect, useId, useRef } from 'react';
import { lookingWords } from './error-words.ts';
import { HistoryItem } from './history-item.tsx';
import { Icon } from './icon.tsx';

/** All jobs of the account, the newest first, five at a time. */
export function History() {
  const { data, error, hasNextPage, fetchNextPage, refetch } = useInfiniteLipsyncRequests({ limit: 5 });
  const title = useId();
  // A job that is made in between moves the others on, and may show on two pages.
  const jobs = new Map(data?.pages.flatMap((page) => page.data).map((job) => [job.id, job]));
  const total = data?.pages.at(-1)?.pagination.total ?? 0;
  const words = error && lookingWords(error);

  // Whoever asked for more goes on with the first of them, as the button may be gone.
  const list = useRef<HTMLUListElement>(null);
  const next = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (jobs.size <= next.current) return;
    list.current?.querySelectorAll('summary')[next.current]?.focus();
    next.current = Number.POSITIVE_INFINITY;
  }, [jobs.size]);
  const showMore = () => {
    next.current = jobs.size;
    fetchNextPage();
  };

  return (
    <section className="card history" aria-labelledby={title}>
      <div className="bar">
        <h2 id={title}>History</h2>
        <button type="button" onClick={() => refetch()}>
          Refresh
        </button>
      </div>
      {words && (
        <p className="note" role="alert">
          <Icon name="warning" /> {words.heading}. {words.advice}
        </p>
      )}
      {data && jobs.size === 0 && <p className="empty">Your jobs will show here.</p>}
      <ul ref={list}>
        {[...jobs.values()].map((job) => (
          <HistoryItem key={job.id} job={job} renew={refetch} />
        ))}
      </ul>
      <div className="bar">
        <p role="status">{jobs.size > 0 && `${jobs.size} of ${total} shown`}</p>
        {hasNextPage && (
          <button type="button" onClick={showMore}>
            Show more
          </button>
        )}
      </div>
    </section>
  );
}
