import { type ReactNode, useId, useState } from 'react';
import { formatBytes } from '../format.ts';
import { Icon } from '../icon.tsx';
import type { Medium, Part } from './media-draft.ts';

/** What is wrong with a field, if anything is; the field names this by `id`. */
export function Problem({ id, text }: { id: string; text: string | undefined }) {
  return text ? (
    <p id={id} className="problem">
      <Icon name="warning" /> {text}
    </p>
  ) : null;
}

/** A place for one part of a job. */
interface FieldProps {
  part: Part;
  label: string;
  problem: string | undefined;
}

interface FileFieldProps extends FieldProps {
  file: File | undefined;
  take: (files: Iterable<File>) => void;
  /** Takes the file back; undefined if the form needs one. */
  remove?: () => void;
}

const takes = {
  video: { accept: 'video/mp4,.mp4', hint: 'Choose or drop an MP4 file' },
  audio: { accept: 'audio/wav,audio/mpeg,.wav,.mp3', hint: 'Choose or drop a WAV or MP3 file' },
  subtitles: { accept: '.srt', hint: 'Choose or drop an SRT file' },
};

/** Chooses one file, or takes one that is dropped on it. */
export function FileField({ part, label, file, problem, take, remove }: FileFieldProps) {
  const id = useId();
  const { accept, hint } = takes[part];
  return (
    <div className="field">
      <label className={file ? 'drop filled' : 'drop'} data-part={part}>
        <Icon name={file ? 'done' : part} />
        <span className="label">{label}</span>
        {file ? (
          <span>
            <bdi className="file">{file.name}</bdi> {formatBytes(file.size)}
          </span>
        ) : (
          <span>{hint}</span>
        )}
        <input
          type="file"
          name={part}
          accept={accept}
          className="visually-hidden"
          aria-invalid={problem !== undefined}
          aria-describedby={problem && id}
          onChange={({ target }) => {
            take([...(target.files ?? [])]);
            // So that the same file can be chosen again after it has changed.
            target.value = '';
          }}
        />
      </label>
      <Problem id={id} text={problem} />
      {file && remove && (
        <button type="button" className="remove" onClick={remove}>
          Remove {file.name}
        </button>
      )}
    </div>
  );
}

interface AddressFieldProps extends FieldProps {
  part: Medium;
  value: string;
  change: (value: string) => void;
}

const kinds = { video: 'An MP4', audio: 'A WAV or MP3' };

/** Takes the address of a file on the web. */
export function AddressField({ part, label, value, problem, change }: AddressFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <input
        id={id}
        type="url"
        name={part}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://"
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? `${id}-hint ${id}-problem` : `${id}-hint`}
        onChange={({ target }) => change(target.value)}
      />
      <p id={`${id}-hint`} className="hint">
        {kinds[part]} that anyone can open without signing in
      </p>
      <Problem id={`${id}-problem`} text={problem} />
    </div>
  );
}

interface ChoiceProps<Value extends string | number> {
  label: string;
  options: readonly (readonly [value: Value, label: string])[];
  chosen: Value;
  choose: (value: Value) => void;
}

/** One of a few choices, all of them in sight. */
export function Switch<Value extends string | number>({ label, options, chosen, choose }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">{label}</legend>
      {options.map(([value, label]) => (
        <label key={value}>
          <input type="radio" name={name} checked={value === chosen} onChange={() => choose(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One of many choices. */
export function Select({ label, options, chosen, choose }: ChoiceProps<string>) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="label">
        {label}
      </label>
      <select id={id} value={chosen} onChange={({ target }) => choose(target.value)}>
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface FoldProps {
  title: string;
  /** What it is set to, while it is folded. */
  state: string;
  /** Makes what it holds when it is first opened: that costs a request. */
  lazy?: boolean;
  children: ReactNode;
}

/** Folds away a part of a form that most people leave alone. */
export function Fold({ title, state, lazy = false, children }: FoldProps) {
  const [opened, setOpened] = useState(!lazy);
  return (
    <details className="fold" onToggle={({ currentTarget }) => setOpened(opened || currentTarget.open)}>
      <summary>
        <span className="label">{title}</span>
        <span className="state">{state}</span>
        <Icon name="more" />
      </summary>
      {opened && children}
    </details>
  );
}
