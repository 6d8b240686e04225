/** What can be sent as a file or by its address. */
export type Medium = 'video' | 'audio';

/** What a job may be made of. */
export type Part = Medium | 'subtitles';

/** Addresses on the web. */
export type Addresses = Readonly<Partial<Record<Medium, string>>>;

/** What a person is putting together, as files or as addresses. */
export interface MediaDraft {
  readonly source: 'files' | 'addresses';
  readonly files: Readonly<Partial<Record<Part, File | undefined>>>;
  readonly addresses: Addresses;
}

/** What is wrong with some fields of a form, in words for the person who can mend it. */
export type Problems<Field extends string = Part> = Readonly<Partial<Record<Field, string>>>;

/** An empty draft. */
export const emptyMedia: MediaDraft = { source: 'files', files: {}, addresses: {} };
