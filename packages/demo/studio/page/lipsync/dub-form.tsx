import { checkMedia } from '../form/check-media.ts';
import { FormActions } from '../form/form-actions.tsx';
import type { MediaDraft } from '../form/media-draft.ts';
import { MediaFields } from '../form/media-fields.tsx';
import { useMediaForm } from '../form/use-media-form.ts';

/** What the form shows, and whom it tells. */
export interface DubFormProps {
  draft: MediaDraft;
  change: (draft: MediaDraft) => void;
  send: (draft: MediaDraft) => void;
  active: boolean;
  spendsCredits: boolean;
}

const media = ['video', 'audio'] as const;

/** Two files, or two addresses. */
export function DubForm({ draft, change, send, active, spendsCredits }: DubFormProps) {
  const { form, problems, over, edit, take, takeSample, submit } = useMediaForm({
    draft,
    change,
    send,
    active,
    media,
    fields: media,
    check: (draft) => checkMedia(draft, media),
  });
  return (
    <form ref={form} onSubmit={submit} noValidate className={over ? 'over' : undefined}>
      <MediaFields parts={media} draft={draft} problems={problems} change={edit} take={take} />
      <FormActions
        label="Dub it"
        spendsCredits={spendsCredits}
        takeSample={draft.source === 'files' ? takeSample : undefined}
      />
    </form>
  );
}
