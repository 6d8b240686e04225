import type { VideoTranslateJob } from '@chamelaion/react';
import { useState } from 'react';
import { JobCard } from '../job/job-card.tsx';
import { jobWords, type KindWords } from '../job/job-words.ts';
import { OriginalFigure } from '../job/original-figure.tsx';
import { useOriginal } from '../job/use-original.ts';
import { LanguageFigures } from './language-figures.tsx';
import { translateBody } from './translate-body.ts';
import { emptyTranslation, type TranslateDraft } from './translate-draft.ts';
import { TranslateForm } from './translate-form.tsx';

const words: KindWords = {
  idle: { heading: 'New translation', advice: 'One video, dubbed into each language that you choose.' },
  processing: 'The video is being translated and dubbed.',
  completed: { heading: 'Your translation is ready', advice: 'Play each language beside the original.' },
};

/** The job of a tab, whether that tab is open, and whether jobs cost anything. */
export interface TranslateProps {
  job: VideoTranslateJob;
  active: boolean;
  spendsCredits: boolean;
}

/** One translation. */
export function Translate({ job, active, spendsCredits }: TranslateProps) {
  const [draft, setDraft] = useState(emptyTranslation);
  const [original, keepOriginal] = useOriginal('studio.translated');

  const send = async (draft: TranslateDraft) => {
    const { video } = draft.files;
    const body = await translateBody(draft);
    const { addresses } = keepOriginal(draft);
    if (draft.source === 'files' && video) job.submitMedia({ ...body, video });
    if (addresses?.video) job.submit({ ...body, inputs: [{ type: 'video', url: addresses.video }] });
  };

  return (
    <JobCard
      job={job}
      words={jobWords(job, words, original?.addresses)}
      form={<TranslateForm draft={draft} change={setDraft} send={send} active={active} spendsCredits={spendsCredits} />}
      result={
        job.phase === 'completed' && (
          <div className="comparison">
            <OriginalFigure original={original} />
            <LanguageFigures job={job.request} renew={job.resume} />
          </div>
        )
      }
      next="Translate another"
    />
  );
}
