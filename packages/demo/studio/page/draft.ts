/** What a person is putting together. */
export interface Draft {
  readonly source: 'files' | 'addresses';
  readonly video?: File | undefined;
  readonly audio?: File | undefined;
  readonly videoURL: string;
  readonly audioURL: string;
}

/** The two things that a job is made of. */
export type Part = 'video' | 'audio';

/** What is wrong with the parts of a draft, in words for who can mend it. */
export type Problems = Readonly<Partial<Record<Part, string>>>;

/** Where everybody begins. */
export const emptyDraft: Draft = { source: 'files', videoURL: '', audioURL: '' };
