import type { LipsyncRequest } from '@chamelaion/client';
import { useLipsyncRequest } from '@chamelaion/react';
import { useState } from 'react';
import { Icon } from './icon.tsx';
import { Outcome } from './outcome.tsx';

const shown = {
  queued: { word: 'Queued', icon: 'waiting' },
  processing: { word: 'Processing', icon: 'waiting' },
  completed: { word: 'Completed', icon: 'done' },
  failed: { word: 'Failed', icon: 'failed' },
} as const;
// The API may have a status tomorrow that is not documented today.
const underWay = { word: 'Under way', icon: 'waiting' } as const;

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** One job of the list, which opens to show what became of it; as it stands now, while it is under way. */
export function HistoryItem({ job: listed, renew }: { job: LipsyncRequest; renew: () => void }) {
  const [open, setOpen] = useState(false);
  const isOver = listed.status === 'completed' || listed.status === 'failed';
  const { data: followed } = useLipsyncRequest(isOver ? undefined : listed.id);
  const job = isOver ? listed : (followed ?? listed);
  const { word, icon } = job.status in shown ? shown[job.status as keyof typeof shown] : underWay;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className={job.status}>
          <Icon name={icon} />
          <span className="word">{word}</span>
          <time dateTime={job.created_at}>{time.format(new Date(job.created_at))}</time>
          <code>{job.id.slice(0, 8)}</code>
          <Icon name="more" />
        </summary>
        {open && <Outcome job={job} renew={renew} />}
      </details>
    </li>
  );
}
