import type { Voice } from '@chamelaion/client';
import { emptyMedia, type MediaDraft } from '../form/media-draft.ts';

/** A translation that a person is putting together. */
export interface TranslateDraft extends MediaDraft {
  readonly languages: readonly string[];
  /** One for each speaker, in the order of the speakers; undefined leaves the choice to the service. */
  readonly voices: readonly (Voice | undefined)[];
  /** Undefined leaves it to the service. */
  readonly sourceLanguage: string | undefined;
  readonly model: 'expressive' | 'classic' | undefined;
  readonly formality: boolean;
  readonly disableLipSync: boolean;
  readonly disableBackgroundAudio: boolean;
}

/** An empty draft. */
export const emptyTranslation: TranslateDraft = {
  ...emptyMedia,
  languages: [],
  voices: [undefined],
  sourceLanguage: undefined,
  model: undefined,
  formality: false,
  disableLipSync: false,
  disableBackgroundAudio: false,
};
