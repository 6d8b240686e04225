import { type FormEvent, type RefObject, useRef, useState } from 'react';
import type { MediaDraft, Medium, Part, Problems } from './media-draft.ts';
import { fetchSampleFiles } from './sample-files.ts';
import { sortFiles } from './sort-files.ts';
import { useFileDrop } from './use-file-drop.ts';

/** A form's draft, whom it tells, and how it is checked. */
export interface MediaFormOptions<D extends MediaDraft, Field extends string> {
  draft: D;
  change: (draft: D) => void;
  send: (draft: D) => void;
  /** Whether files that are dropped on the page are for this form. */
  active: boolean;
  media: readonly Medium[];
  /** Every field that may have a problem, as they stand on the page. */
  fields: readonly Field[];
  check: (draft: D) => Promise<Problems<Field>>;
}

/** Puts files where they belong; what belongs nowhere is named at `target`. */
export type TakeFiles = (files: Iterable<File>, target: Part) => void;

/** What a form with media does. */
export interface MediaForm<D extends MediaDraft, Field extends string> {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly problems: Problems<Field>;
  /** Files are held over the page. */
  readonly over: boolean;
  readonly edit: (part: Partial<D>) => void;
  readonly take: TakeFiles;
  readonly takeSample: () => Promise<void>;
  readonly submit: (event: FormEvent) => Promise<void>;
}

/** A form with media: it takes files, and is sent once nothing is wrong with it. */
export function useMediaForm<D extends MediaDraft, Field extends string>(
  options: MediaFormOptions<D, Field>,
): MediaForm<D, Field> {
  const { draft, change, send, active, media, fields, check } = options;
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<Problems<string>>({});
  const edit = (part: Partial<MediaDraft>, problems: Problems<string> = {}) => {
    change({ ...draft, ...part });
    setProblems(problems);
  };
  const addFiles = (files: MediaDraft['files'], problems: Problems = {}) => {
    const isMedia = media.some((part) => files[part]);
    edit({ ...(isMedia && { source: 'files' }), files: { ...draft.files, ...files } }, problems);
  };
  const take: TakeFiles = (files, target) => {
    const parts = [...media, 'subtitles' as const].filter((part) => (fields as readonly string[]).includes(part));
    const sorted = sortFiles(files, target, parts);
    addFiles(sorted.files, sorted.problems);
  };
  return {
    form,
    problems,
    over: useFileDrop(active, take),
    edit,
    take,
    async takeSample() {
      try {
        addFiles(await fetchSampleFiles(media));
      } catch {
        setProblems({ video: 'The sample clip could not be loaded. Check that the studio still runs.' });
      }
    },
    async submit(event) {
      event.preventDefault();
      const problems: Problems<string> = await check(draft);
      setProblems(problems);
      const first = fields.find((field) => problems[field]);
      if (first) show(form.current?.querySelector<HTMLElement>(`[name=${first}]`));
      else send(draft);
    },
  };
}

/** Moves the focus to a field, which may be folded away. */
function show(field: HTMLElement | null | undefined): void {
  const fold = field?.closest('details');
  if (fold) fold.open = true;
  field?.focus();
}
