import { FileField, Select } from '../form/controls.tsx';
import type { TakeFiles } from '../form/media-form.tsx';
import { languageChoices } from './find-languages.ts';
import type { TranslateDraft } from './translate-draft.ts';

interface TranslateOptionsProps {
  draft: TranslateDraft;
  /** What is wrong with the subtitles. */
  problem: string | undefined;
  change: (draft: Partial<TranslateDraft>) => void;
  take: TakeFiles;
}

const formalityHint = 'In languages that have a form for this, such as “Sie” in German';
const switches = [
  { name: 'formality', label: 'Address people formally', hint: formalityHint },
  { name: 'disableLipSync', label: 'No lip sync', hint: 'The lips stay as they are' },
  { name: 'disableBackgroundAudio', label: 'No background audio', hint: 'Only the voices are heard' },
] as const;

const models = { '': 'The service chooses', expressive: 'Expressive', classic: 'Classic' };

/** Settings that most translations leave alone. */
export function TranslateOptions({ draft, problem, change, take }: TranslateOptionsProps) {
  return (
    <div className="settings">
      <Select
        label="The video speaks"
        options={[['', 'The service finds out'], ...languageChoices]}
        chosen={draft.sourceLanguage ?? ''}
        choose={(code) => change({ sourceLanguage: code || undefined })}
      />
      <Select
        label="Model"
        options={Object.entries(models)}
        chosen={draft.model ?? ''}
        choose={(model) => change({ model: (model || undefined) as TranslateDraft['model'] })}
      />
      <fieldset className="checks">
        <legend className="visually-hidden">Settings</legend>
        {switches.map(({ name, label, hint }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={draft[name]}
              onChange={({ target }) => change({ [name]: target.checked })}
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
