import { useId } from 'react';
import { formatBytes } from '../format-bytes.ts';
import { Icon } from '../icon.tsx';
import type { Part } from './media-draft.ts';
import { Problem } from './problem.tsx';

/** A place for one file. */
export interface FileFieldProps {
  part: Part;
  label: string;
  file: File | undefined;
  problem: string | undefined;
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
