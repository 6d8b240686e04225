import type { VideoTranslateJob } from '@chamelaion/react';
import { useState } from 'react';
import { Fold } from '../form/controls.tsx';
import { type FormProps, MediaForm } from '../form/media-form.tsx';
import { Icon } from '../icon.tsx';
import { JobCard } from '../job/job-card.tsx';
import { jobWords, type KindWords } from '../job/job-words.ts';
import { OriginalFigure, useOriginal } from '../job/original.tsx';
import { LanguageField } from './language-field.tsx';
import { LanguageFigures } from './language-figures.tsx';
import {
  checkTranslation,
  emptyTranslation,
  type TranslateDraft,
  translateBody,
  translateFields,
} from './translate-draft.ts';
import { TranslateSettings } from './translate-settings.tsx';
import { costWords, optionsWords, voicesWords } from './translate-words.ts';
import { VoicePicker } from './voice-picker.tsx';

const words: KindWords = {
  idle: { heading: 'New translation', advice: 'One video, dubbed into each language that you choose.' },
  processing: 'The video is being translated and dubbed.',
  completed: { heading: 'Your translation is ready', advice: 'Play each language beside the original.' },
};

/** One translation; `tab` says whether its tab is open, and whether jobs cost anything. */
export function Translate({ job, ...tab }: { job: VideoTranslateJob; active: boolean; spendsCredits: boolean }) {
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
      words={jobWords(job, words, original)}
      form={<TranslateForm {...{ draft, change: setDraft, send, ...tab }} />}
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

/** A video, languages, and what else a translation is told. */
function TranslateForm(props: FormProps<TranslateDraft>) {
  const { draft, spendsCredits } = props;
  return (
    <MediaForm
      {...props}
      media={['video']}
      fields={translateFields}
      check={checkTranslation}
      more={(problems, edit, take) => (
        <>
          <LanguageField
            chosen={draft.languages}
            problem={problems.languages}
            change={(languages) => edit({ languages })}
          />
          <Fold title="Voices" state={voicesWords(draft.voices)} lazy>
            <VoicePicker voices={draft.voices} change={(voices) => edit({ voices })} />
          </Fold>
          <Fold title="More options" state={optionsWords(draft)}>
            <TranslateSettings draft={draft} problem={problems.subtitles} change={edit} take={take} />
          </Fold>
          {spendsCredits && (
            <p className="note">
              <Icon name="warning" /> {costWords(draft.languages)}
            </p>
          )}
        </>
      )}
      label="Translate it"
    />
  );
}
