import { useId } from 'react';
import { FileField } from '../form/file-field.tsx';
import type { TakeFiles } from '../form/use-media-form.ts';
import { knownLanguages } from './find-languages.ts';
import type { TranslateDraft } from './translate-draft.ts';

/** The settings of a translation. */
export interface TranslateOptionsProps {
  draft: TranslateDraft;
  /** What is wrong with the subtitles. */
  problem: string | undefined;
  change: (draft: Partial<TranslateDraft>) => void;
  take: TakeFiles;
}

const switches = [
  {
    name: 'formality',
    label: 'Address people formally',
    hint: 'In languages that have a form for this, such as “Sie” in German',
  },
  { name: 'disableLipSync', label: 'No lip sync', hint: 'The lips stay as they are' },
  { name: 'disableBackgroundAudio', label: 'No background audio', hint: 'Only the voices are heard' },
] as const;

const models = { '': 'The service chooses', expressive: 'Expressive', classic: 'Classic' };

/** Settings that most translations leave alone. */
export function TranslateOptions({ draft, problem, change, take }: TranslateOptionsProps) {
  const id = useId();
  return (
    <div className="settings">
      <div>
        <label htmlFor={`${id}-source`} className="label">
          The video speaks
        </label>
        <select
          id={`${id}-source`}
          value={draft.sourceLanguage ?? ''}
          onChange={({ target }) => change({ sourceLanguage: target.value || undefined })}
        >
          <option value="">The service finds out</option>
          {knownLanguages.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}-model`} className="label">
          Model
        </label>
        <select
          id={`${id}-model`}
          value={draft.model ?? ''}
          onChange={({ target }) => change({ model: (target.value || undefined) as TranslateDraft['model'] })}
        >
          {Object.entries(models).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
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
