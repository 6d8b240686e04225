import { Fold } from '../form/fold.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { MediaFields } from '../form/media-fields.tsx';
import { useMediaForm } from '../form/use-media-form.ts';
import { Icon } from '../icon.tsx';
import { checkTranslation, translateFields } from './check-translation.ts';
import { costWords } from './cost-words.ts';
import { LanguageField } from './language-field.tsx';
import { optionsWords } from './options-words.ts';
import { voicesWords } from './speaker-words.ts';
import type { TranslateDraft } from './translate-draft.ts';
import { TranslateOptions } from './translate-options.tsx';
import { VoicePicker } from './voice-picker.tsx';

/** What the form shows, and whom it tells. */
export interface TranslateFormProps {
  draft: TranslateDraft;
  change: (draft: TranslateDraft) => void;
  send: (draft: TranslateDraft) => void;
  active: boolean;
  spendsCredits: boolean;
}

const media = ['video'] as const;

/** A video, languages, and what else a translation is told. */
export function TranslateForm({ draft, change, send, active, spendsCredits }: TranslateFormProps) {
  const { form, problems, over, edit, take, takeSample, submit } = useMediaForm({
    draft,
    change,
    send,
    active,
    media,
    fields: translateFields,
    check: checkTranslation,
  });
  return (
    <form ref={form} onSubmit={submit} noValidate className={over ? 'over' : undefined}>
      <MediaFields parts={media} draft={draft} problems={problems} change={edit} take={take} />
      <LanguageField
        chosen={draft.languages}
        problem={problems.languages}
        change={(languages) => edit({ languages })}
      />
      <Fold title="Voices" state={voicesWords(draft.voices)} lazy>
        <VoicePicker voices={draft.voices} change={(voices) => edit({ voices })} />
      </Fold>
      <Fold title="More options" state={optionsWords(draft)}>
        <TranslateOptions draft={draft} problem={problems.subtitles} change={edit} take={take} />
      </Fold>
      {spendsCredits && (
        <p className="note">
          <Icon name="warning" /> {costWords(draft.languages)}
        </p>
      )}
      <FormActions
        label="Translate it"
        spendsCredits={spendsCredits}
        takeSample={draft.source === 'files' ? takeSample : undefined}
      />
    </form>
  );
}
