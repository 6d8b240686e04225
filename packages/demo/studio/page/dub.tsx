import { createUploadFetch } from '@chamelaion/client/browser';
import { useLipsyncJob } from '@chamelaion/react';
import { useId, useState } from 'react';
import { Comparison } from './comparison.tsx';
import { type Draft, emptyDraft } from './draft.ts';
import { DubForm } from './dub-form.tsx';
import { JobActions } from './job-actions.tsx';
import { JobProgress } from './job-progress.tsx';
import { jobWords } from './job-words.ts';
import { dropOriginal, keepOriginal, keptOriginal } from './original.ts';
import { useHeadingFocus } from './use-heading-focus.ts';

const bad = ['refused', 'interrupted', 'forgotten', 'failed', 'unsettled'];

/** One job from the form to the video, on one spot of the page. */
export function Dub({ spendsCredits }: { spendsCredits: boolean }) {
  const job = useLipsyncJob({ createUploadFetch });
  const [draft, setDraft] = useState(emptyDraft);
  const [original, setOriginal] = useState(keptOriginal);
  const words = jobWords(job, original);
  const open = job.phase === 'idle' || job.phase === 'refused';
  const heading = useHeadingFocus(open ? `form ${job.phase}` : words.heading);
  const [title, told] = [useId(), useId()];

  const send = (draft: Draft) => {
    const { source, video, audio } = draft;
    dropOriginal(original);
    const kept = keepOriginal(draft);
    setOriginal(kept);
    if (source === 'files' && video && audio) job.submitMedia({ video, audio });
    if (kept.addresses) {
      const { addresses } = kept;
      job.submit({
        inputs: [
          { type: 'video', url: addresses.video },
          { type: 'audio', url: addresses.audio },
        ],
      });
    }
  };

  return (
    <section className="card dub" aria-labelledby={title}>
      <p className="visually-hidden" role="status">
        {job.phase === 'idle' ? '' : `${words.heading}. ${words.advice}`}
      </p>
      <div className={`words ${bad.includes(job.phase) ? 'bad' : job.phase}`}>
        <h2 id={title} ref={heading} tabIndex={-1} aria-describedby={told}>
          {words.heading}
        </h2>
        <p id={told}>{words.advice}</p>
      </div>
      {job.storageError && (
        <p className="note">
          This browser keeps nothing for this page: a reload would lose sight of the job. It would still show below.
        </p>
      )}
      {open && <DubForm draft={draft} change={setDraft} send={send} spendsCredits={spendsCredits} />}
      <JobProgress job={job} />
      {job.phase === 'completed' && (
        <Comparison original={original} result={job.request.output_url} renew={job.resume} />
      )}
      <JobActions job={job} />
    </section>
  );
}
