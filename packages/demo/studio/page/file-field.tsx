import { useId } from 'react';
import type { Part } from './draft.ts';
import { formatBytes } from './format-bytes.ts';
import { Icon } from './icon.tsx';

/** A place for one file. */
export interface FileFieldProps {
  part: Part;
  label: string;
  file: File | undefined;
  problem: string | undefined;
  take: (files: Iterable<File>) => void;
}

const takes = {
  video: { accept: 'video/mp4,.mp4', hint: 'Choose or drop an MP4 file' },
  audio: { accept: 'audio/wav,audio/mpeg,.wav,.mp3', hint: 'Choose or drop a WAV or MP3 file' },
};

/** Chooses one file, or takes one that is dropped on it. */
export function FileField({ part, label, file, problem, take }: FileFieldProps) {
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
      {problem && (
        <p id={id} className="problem">
          <Icon name="warning" /> {problem}
        </p>
      )}
    </div>
  );
}
