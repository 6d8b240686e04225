import type { LipsyncJob } from '@chamelaion/react';
import { useState } from 'react';
import { checkMedia } from '../form/check-media.ts';
import { emptyMedia, type MediaDraft } from '../form/media-draft.ts';
import { MediaForm } from '../form/media-form.tsx';
import { JobCard } from '../job/job-card.tsx';
import { jobWords, type KindWords } from '../job/job-words.ts';
import { OriginalFigure, useOriginal } from '../job/original.tsx';
import { ResultVideo } from './result-video.tsx';

const words: KindWords = {
  idle: { heading: 'New dub', advice: 'One video with a face, and one voice track for it.' },
  processing: 'The lips are being matched to the voice.',
  completed: { heading: 'Your video is ready', advice: 'Play both, and compare.' },
};

const media = ['video', 'audio'] as const;

/** One lip-sync job; `tab` says whether its tab is open, and whether jobs cost anything. */
export function Dub({ job, ...tab }: { job: LipsyncJob; active: boolean; spendsCredits: boolean }) {
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
      words={jobWords(job, words, original)}
      form={
        <MediaForm
          {...{ draft, change: setDraft, send, media, ...tab }}
          fields={media}
          check={(draft) => checkMedia(draft, media)}
          label="Dub it"
        />
      }
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
