import type { LipsyncJob } from '@chamelaion/react';
import { useState } from 'react';
import { emptyMedia, type MediaDraft } from '../form/media-draft.ts';
import { JobCard } from '../job/job-card.tsx';
import { jobWords, type KindWords } from '../job/job-words.ts';
import { OriginalFigure } from '../job/original-figure.tsx';
import { useOriginal } from '../job/use-original.ts';
import { DubForm } from './dub-form.tsx';
import { ResultVideo } from './result-video.tsx';

const words: KindWords = {
  idle: { heading: 'New dub', advice: 'One video with a face, and one voice track for it.' },
  processing: 'The lips are being matched to the voice.',
  completed: { heading: 'Your video is ready', advice: 'Play both, and compare.' },
};

/** The job of a tab, whether that tab is open, and whether jobs cost anything. */
export interface DubProps {
  job: LipsyncJob;
  active: boolean;
  spendsCredits: boolean;
}

/** One lip-sync job. */
export function Dub({ job, active, spendsCredits }: DubProps) {
  const [draft, setDraft] = useState(emptyMedia);
  const [original, keepOriginal] = useOriginal('studio.original');

  const send = (draft: MediaDraft) => {
    const { video, audio } = draft.files;
    const { addresses } = keepOriginal(draft);
    if (draft.source === 'files' && video && audio) job.submitMedia({ video, audio });
    if (addresses?.video && addresses.audio) {
      job.submit({
        inputs: [
          { type: 'video', url: addresses.video },
          { type: 'audio', url: addresses.audio },
        ],
      });
    }
  };

  return (
    <JobCard
      job={job}
      words={jobWords(job, words, original?.addresses)}
      form={<DubForm draft={draft} change={setDraft} send={send} active={active} spendsCredits={spendsCredits} />}
      result={
        job.phase === 'completed' && (
          <div className="comparison">
            <OriginalFigure original={original} />
            <figure>
              <figcaption>Result</figcaption>
              <ResultVideo src={job.request.output_url} label="Result video" renew={job.resume} />
            </figure>
          </div>
        )
      }
      next="Dub another"
    />
  );
}
