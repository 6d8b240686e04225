import { type FormEvent, useRef, useState } from 'react';
import { AddressField } from './address-field.tsx';
import { checkDraft } from './check-draft.ts';
import type { Draft, Part, Problems } from './draft.ts';
import { FileField } from './file-field.tsx';
import { fetchSampleFiles } from './sample-files.ts';
import { sortFiles } from './sort-files.ts';
import { SourceSwitch } from './source-switch.tsx';
import { useFileDrop } from './use-file-drop.ts';

/** What the form shows, and whom it tells. */
export interface DubFormProps {
  draft: Draft;
  change: (draft: Draft) => void;
  send: (draft: Draft) => void;
  spendsCredits: boolean;
}

const parts: readonly Part[] = ['video', 'audio'];
const labels = { video: 'Video', audio: 'Voice' };

/** Two files, or two addresses. */
export function DubForm({ draft, change, send, spendsCredits }: DubFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<Problems>({});
  const edit = (part: Partial<Draft>, problems: Problems = {}) => {
    change({ ...draft, ...part });
    setProblems(problems);
  };
  const take = (files: Iterable<File>, target: Part) => {
    const sorted = sortFiles(files, target);
    edit({ source: 'files', ...sorted.files }, sorted.problems);
  };
  const over = useFileDrop(take);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const problems = await checkDraft(draft);
    setProblems(problems);
    const first = parts.find((part) => problems[part]);
    if (first) form.current?.querySelector<HTMLInputElement>(`input[name=${first}]`)?.focus();
    else send(draft);
  };
  const takeSample = async () => {
    try {
      edit(await fetchSampleFiles());
    } catch {
      setProblems({ video: 'The sample clip could not be loaded. See whether the studio still runs.' });
    }
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className={over ? 'over' : undefined}>
      <SourceSwitch source={draft.source} choose={(source) => edit({ source })} />
      {draft.source === 'files' ? (
        <div className="fields">
          {parts.map((part) => (
            <FileField
              key={part}
              part={part}
              label={labels[part]}
              file={draft[part]}
              problem={problems[part]}
              take={(files) => take(files, part)}
            />
          ))}
        </div>
      ) : (
        <div className="fields stacked">
          {parts.map((part) => (
            <AddressField
              key={part}
              part={part}
              label={`${labels[part]} address`}
              value={draft[`${part}URL`]}
              problem={problems[part]}
              change={(value) => edit({ [`${part}URL`]: value })}
            />
          ))}
        </div>
      )}
      <div className="actions">
        <button type="submit" className="primary">
          {spendsCredits ? 'Dub it (spends credits)' : 'Dub it'}
        </button>
        {draft.source === 'files' && (
          <button type="button" onClick={takeSample}>
            Use the sample clip
          </button>
        )}
      </div>
    </form>
  );
}
