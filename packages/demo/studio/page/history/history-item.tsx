import { useState } from 'react';
import { Icon } from '../icon.tsx';
import { type Entry, entryWords } from './entry.ts';
import { Outcome } from './outcome.tsx';
import { useFollowed } from './use-followed.ts';

const shown = {
  queued: { word: 'Queued', icon: 'waiting' },
  uploading: { word: 'Uploading', icon: 'waiting' },
  processing: { word: 'Processing', icon: 'waiting' },
  completed: { word: 'Completed', icon: 'done' },
  failed: { word: 'Failed', icon: 'failed' },
} as const;
// The API may have a status tomorrow that is not documented today.
const underWay = { word: 'Under way', icon: 'waiting' } as const;

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** One job of the list, which opens to show what became of it. */
export function HistoryItem({ entry: listed, renew }: { entry: Entry; renew: () => void }) {
  const [open, setOpen] = useState(false);
  const entry = useFollowed(listed);
  const { job } = entry;
  const { word, icon } = job.status in shown ? shown[job.status as keyof typeof shown] : underWay;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className={job.status}>
          <Icon name={icon} />
          <span className="word">{word}</span>
          <span className="kind">{entryWords(entry)}</span>
          <time dateTime={job.created_at}>{time.format(new Date(job.created_at))}</time>
          <code>{job.id.slice(0, 8)}</code>
          <Icon name="more" />
        </summary>
        {open && <Outcome entry={entry} renew={renew} />}
      </details>
    </li>
  );
}
