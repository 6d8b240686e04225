import type { LipsyncRequest } from '@chamelaion/client';
import { failureWords } from './failure-words.ts';
import { Player } from './player.tsx';

/** What became of a job of the list. */
export function Outcome({ job, renew }: { job: LipsyncRequest; renew: () => void }) {
  if (job.status === 'completed') {
    return (
      <Player
        src={job.output_url}
        label={`Result of job ${job.id.slice(0, 8)}`}
        excuse="The link to this video may have run out."
        mend={{ label: 'Get a new link', act: renew }}
      />
    );
  }
  if (job.status === 'failed') {
    const { heading, advice } = failureWords(job.error_message, {});
    return <p>{`${heading}. ${advice}`}</p>;
  }
  return <p>It is not done yet. This line changes when it is.</p>;
}
