import type { Chamelaion, Kinds } from '@chamelaion/client';

/** The kinds of job that a batch can make. */
export type BatchKind = keyof Kinds & keyof Chamelaion;

type BodyOf<K extends BatchKind> = Kinds[K]['body'];
type MediumOf<K extends BatchKind> = BodyOf<K>['inputs'][number]['type'];

/**
 * One job of a catalogue. `kind` says which fields it has: those of the kind's `generate`, with the URL or the path of
 * each input under its type (`video`, `audio`) in place of `inputs`.
 *
 * @example
 * ```ts
 * import type { BatchItem } from '@chamelaion/batch';
 *
 * const item: BatchItem = {
 *   key: 'ep-42',
 *   kind: 'lipsync',
 *   video: './42.mp4',
 *   audio: 'https://cdn.example.com/42.wav',
 *   output: 'out/42.mp4',
 * };
 * ```
 */
export type BatchItem = {
  [K in BatchKind]: {
    /** The item's name in its batch, for ever: what was added under a key is never paid for twice. */
    key: string;
    /** The kind of job: the name of its resource on the client. */
    kind: K;
    /**
     * The path of the result, below the batch's directory: a file for a lip sync; for a translation a folder, which gets
     * `<key>.<language>.mp4`, `.wav` and `.srt`.
     */
    output: string;
  } & { [M in MediumOf<K>]: string } & Omit<BodyOf<K>, 'inputs' | 'reference_id'>;
}[BatchKind];

/** All states, in the order of an item's life. */
export const itemStates = [
  'queued',
  'submitting',
  'running',
  'completed',
  'downloaded',
  'failed',
  'unknown',
  'cancelled',
] as const;

/**
 * The state of an item: `queued` waits for its turn, `submitting` is on its way to the API, `running` has a job there,
 * `completed` has a result that is to be downloaded, `downloaded` is done. `failed` needs {@link Batch.retry}; `unknown`
 * was sent several times and never found, so that sending it again may pay twice; `cancelled` was never sent.
 */
export type ItemState = (typeof itemStates)[number];

/** A file that is whole on disk. */
export interface OutputFile {
  /** Relative to the batch's directory. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The digest, as hex. */
  readonly sha256: string;
}

/** An item as it stands. */
export interface BatchItemStatus {
  /** Its name in the batch. */
  readonly key: string;
  /** The kind of job. */
  readonly kind: BatchKind;
  /** Its state. */
  readonly state: ItemState;
  /** The `reference_id` of its job at the API. */
  readonly reference_id: string;
  /** The id of its job, once there is one. */
  readonly request_id: string | null;
  /** How many jobs were paid for on its behalf before the present one: each failed, and was retried on demand. */
  readonly attempt: number;
  /** When it was last sent; null if it never was. */
  readonly sent_at: Date | null;
  /** Why it failed, or is late. */
  readonly error: string | null;
  /** Seconds that the API's own times say the job was processed. */
  readonly processed_seconds: number | null;
  /** Its files, once they are whole. */
  readonly outputs: readonly OutputFile[] | null;
}
