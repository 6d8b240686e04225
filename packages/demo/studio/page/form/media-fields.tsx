import { AddressField } from './address-field.tsx';
import { FileField } from './file-field.tsx';
import type { MediaDraft, Medium, Problems } from './media-draft.ts';
import { SourceSwitch } from './source-switch.tsx';
import type { TakeFiles } from './use-media-form.ts';

/** The media of a form, and what to do with others. */
export interface MediaFieldsProps {
  parts: readonly Medium[];
  draft: MediaDraft;
  problems: Problems;
  change: (draft: Partial<MediaDraft>) => void;
  take: TakeFiles;
}

const labels: Readonly<Record<Medium, string>> = { video: 'Video', audio: 'Voice' };

/** A place for each part, either for files from this computer or for addresses on the web. */
export function MediaFields({ parts, draft, problems, change, take }: MediaFieldsProps) {
  const { source, files, addresses } = draft;
  return (
    <>
      <SourceSwitch source={source} choose={(source) => change({ source })} />
      <div className={source === 'files' ? 'fields' : 'fields stacked'}>
        {parts.map((part) =>
          source === 'files' ? (
            <FileField
              key={part}
              part={part}
              label={labels[part]}
              file={files[part]}
              problem={problems[part]}
              take={(files) => take(files, part)}
            />
          ) : (
            <AddressField
              key={part}
              part={part}
              label={`${labels[part]} address`}
              value={addresses[part] ?? ''}
              problem={problems[part]}
              change={(value) => change({ addresses: { ...addresses, [part]: value } })}
            />
          ),
        )}
      </div>
    </>
  );
}
