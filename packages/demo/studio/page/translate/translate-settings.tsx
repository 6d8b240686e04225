import { FileField, Select } from '../form/controls.tsx';
import type { TakeFiles } from '../form/media-form.tsx';
import { languageChoices } from './find-languages.ts';
import type { TranslateDraft, TranslateOptions } from './translate-draft.ts';

interface TranslateSettingsProps {
  draft: TranslateDraft;
  /** What is wrong with the subtitles. */
  problem: string | undefined;
  change: (draft: Partial<TranslateDraft>) => void;
  take: TakeFiles;
}

const formalityHint = 'In languages that have a form for this, such as “Sie” in German';
const switches = [
  { name: 'formality', label: 'Address people formally', hint: formalityHint },
  { name: 'disable_lip_sync', label: 'No lip sync', hint: 'The lips stay as they are' },
  { name: 'disable_background_audio', label: 'No background audio', hint: 'Only the voices are heard' },
] as const;

const models = { '': 'The service chooses', expressive: 'Expressive', classic: 'Classic' };

/** Settings that most translations leave alone. */
export function TranslateSettings({ draft, problem, change, take }: TranslateSettingsProps) {
  const edit = (part: TranslateOptions) => change({ options: { ...draft.options, ...part } });
  return (
    <div className="settings">
      <Select
        label="The video speaks"
        options={[['', 'The service finds out'], ...languageChoices]}
        chosen={draft.options.source_language ?? ''}
        choose={(code) => edit({ source_language: code || undefined })}
      />
      <Select
        label="Model"
        options={Object.entries(models)}
        chosen={draft.options.model ?? ''}
        choose={(model) => edit({ model: (model || undefined) as TranslateOptions['model'] })}
      />
      <fieldset className="checks">
        <legend className="visually-hidden">Settings</legend>
        {switches.map(({ name, label, hint }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={draft.options[name] ?? false}
              onChange={({ target }) => edit({ [name]: target.checked })}
            />
            <span>
              {label} <span className="hint">{hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <FileField
        part="subtitles"
        label="Subtitles of the video"
        file={draft.files.subtitles}
        problem={problem}
        take={(files) => take(files, 'subtitles')}
        remove={() => change({ files: { ...draft.files, subtitles: undefined } })}
      />
    </div>
  );
}
