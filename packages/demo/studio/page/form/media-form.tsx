import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import clip from '../../../media/clip.mp4';
import voice from '../../../media/voice.wav';
import { AddressField, FileField, Switch } from './controls.tsx';
import type { MediaDraft, Medium, Part, Problems } from './media-draft.ts';
import { sortFiles } from './sort-files.ts';
import { useFileDrop } from './use-file-drop.ts';

/** What a tab gives its form. */
export interface FormProps<Draft extends MediaDraft> {
  draft: Draft;
  change: (draft: Draft) => void;
  send: (draft: Draft) => void;
  /** Whether files that are dropped on the page are for this form. */
  active: boolean;
  spendsCredits: boolean;
}

/** Puts files where they belong; what belongs nowhere is named at `target`. */
export type TakeFiles = (files: Iterable<File>, target: Part) => void;

interface MediaFormProps<Draft extends MediaDraft, Field extends string> extends FormProps<Draft> {
  media: readonly Medium[];
  /** Every field that may have a problem, as they stand on the page. */
  fields: readonly Field[];
  check: (draft: Draft) => Promise<Problems<Field>>;
  /** What stands between the media and the buttons. */
  more?: (problems: Problems<Field>, edit: (part: Partial<Draft>) => void, take: TakeFiles) => ReactNode;
  /** Of the button that sends the form. */
  label: string;
}

const labels: Readonly<Record<Medium, string>> = { video: 'Video', audio: 'Voice' };
const samples: Readonly<Record<Medium, string>> = { video: clip, audio: voice };

/** A form with media, as files from this computer or as addresses. It is sent once nothing is wrong with it. */
export function MediaForm<Draft extends MediaDraft, Field extends string>(props: MediaFormProps<Draft, Field>) {
  const { draft, change, send, active, spendsCredits, media, fields, check, more, label } = props;
  const { source, files, addresses } = draft;
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<Problems<string>>({});
  const edit = (part: Partial<MediaDraft>, problems: Problems<string> = {}) => {
    change({ ...draft, ...part });
    setProblems(problems);
  };
  const addFiles = (added: MediaDraft['files'], problems: Problems = {}) => {
    const isMedia = media.some((part) => added[part]);
    edit({ ...(isMedia && { source: 'files' }), files: { ...files, ...added } }, problems);
  };
  const take: TakeFiles = (files, target) => {
    const parts = [...media, 'subtitles' as const].filter((part) => (fields as readonly string[]).includes(part));
    const sorted = sortFiles(files, target, parts);
    addFiles(sorted.files, sorted.problems);
  };
  const takeSample = async () => {
    try {
      addFiles(Object.fromEntries(await Promise.all(media.map(async (part) => [part, await fetchSample(part)]))));
    } catch {
      setProblems({ video: 'The sample clip could not be loaded. Check that the studio still runs.' });
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const problems: Problems<string> = await check(draft);
    setProblems(problems);
    const first = fields.find((field) => problems[field]);
    if (first) show(form.current?.querySelector<HTMLElement>(`[name=${first}]`));
    else send(draft);
  };
  const over = useFileDrop(active, take);
  return (
    <form ref={form} onSubmit={submit} noValidate className={over ? 'over' : undefined}>
      <Switch
        label="Send"
        options={[
          ['files', 'Files'],
          ['addresses', 'Web addresses'],
        ]}
        chosen={source}
        choose={(source) => edit({ source })}
      />
      <div className={source === 'files' ? 'fields' : 'fields stacked'}>
        {media.map((part) =>
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
              change={(value) => edit({ addresses: { ...addresses, [part]: value } })}
            />
          ),
        )}
      </div>
      {more?.(problems, edit, take)}
      <div className="actions">
        <button type="submit" className="primary">
          {spendsCredits ? `${label} (spends credits)` : label}
        </button>
        {source === 'files' && (
          <button type="button" onClick={takeSample}>
            Use the sample clip
          </button>
        )}
      </div>
    </form>
  );
}

/** A clip or a voice of our own, for people who have none at hand. */
async function fetchSample(part: Medium): Promise<File> {
  const response = await fetch(samples[part]);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  const blob = await response.blob();
  return new File([blob], part === 'video' ? 'clip.mp4' : 'voice.wav', { type: blob.type });
}

/** Moves the focus to a field, which may be folded away. */
function show(field: HTMLElement | null | undefined): void {
  const fold = field?.closest('details');
  if (fold) fold.open = true;
  field?.focus();
}
