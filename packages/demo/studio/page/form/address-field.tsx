import { useId } from 'react';
import type { Medium } from './media-draft.ts';
import { Problem } from './problem.tsx';

/** A place for one address. */
export interface AddressFieldProps {
  part: Medium;
  label: string;
  value: string;
  problem: string | undefined;
  change: (value: string) => void;
}

const hints = {
  video: 'An MP4 that anyone can open without signing in',
  audio: 'A WAV or MP3 that anyone can open without signing in',
};

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
        {hints[part]}
      </p>
      <Problem id={`${id}-problem`} text={problem} />
    </div>
  );
}
