import type { components, operations } from '@chamelaion/spec/schema';
import type { PagePromise } from './jobs/pages.ts';
import type { Uploadable } from './uploads/uploadable.ts';

type Schemas = components['schemas'];
type Query<Id extends keyof operations> = NonNullable<operations[Id]['parameters']['query']>;

/** The service is up: `status` is `ok`. */
export type HealthCheckResponse = Schemas['HealthCheckResponse'];

/** The display name of the API token. */
export type UserRetrieveCurrentResponse = Schemas['UserRetrieveCurrentResponse'];

/**
 * A job from URLs: exactly one video and one audio track, in any order.
 *
 * @example
 * ```ts
 * import type { LipsyncGenerateParams } from '@chamelaion/client';
 *
 * const params: LipsyncGenerateParams = {
 *   inputs: [
 *     { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
 *     { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
 *   ],
 *   reference_id: 'dub-episode-42',
 * };
 * ```
 */
export type LipsyncGenerateParams = Schemas['LipsyncGenerateParams'];

/** The job was created; retrieve it by `request_id`. */
export type LipsyncGenerateResponse = Schemas['LipsyncGenerateResponse'];

/**
 * A job from uploaded files: an MP4 video and a WAV or MP3 audio track.
 *
 * @example
 * ```ts
 * import { createReadStream } from 'node:fs';
 * import type { LipsyncGenerateWithMediaParams } from '@chamelaion/client';
 *
 * const params: LipsyncGenerateWithMediaParams = {
 *   video: createReadStream('clip.mp4'),
 *   audio: createReadStream('voice.wav'),
 * };
 * ```
 */
export interface LipsyncGenerateWithMediaParams
  extends Omit<Schemas['LipsyncGenerateWithMediaParams'], 'video' | 'audio'> {
  /** The video, MP4. */
  video: Uploadable;
  /** The audio track, WAV or MP3. */
  audio: Uploadable;
}

/** The job was created; retrieve it by `request_id`. */
export type LipsyncGenerateWithMediaResponse = Schemas['LipsyncGenerateResponse'];

/**
 * A lip-sync job as it stands. Its `status` narrows it: a completed one has an `output_url`, a failed one an
 * `error_message`. The API may add statuses: treat one you don't know as "not finished yet".
 *
 * @example
 * ```ts
 * import type { LipsyncRequest } from '@chamelaion/client';
 *
 * function describe(request: LipsyncRequest): string {
 *   switch (request.status) {
 *     case 'completed':
 *       return request.output_url;
 *     case 'failed':
 *       return request.error_message;
 *     default:
 *       return `still ${request.status}`;
 *   }
 * }
 * ```
 */
export type LipsyncRequest = Schemas['LipsyncRequest'];

/** A job that has its video. */
export type CompletedLipsyncRequest = Schemas['CompletedLipsyncRequest'];

/** A job that ended without a video. */
export type FailedLipsyncRequest = Schemas['FailedLipsyncRequest'];

/** Which page of the requests to list. */
export type RequestListParams = Query<'lipsync.requests.list'>;

/** One page of requests, and its place among all. */
export type RequestListResponse = Schemas['LipsyncRequestPage'];

/** One page of requests; iterated, all of them from this page on. */
export type RequestPage = RequestListResponse & AsyncIterable<LipsyncRequest>;

/** The promise of a page, which can be iterated without awaiting it first. */
export type RequestPagePromise = PagePromise<LipsyncRequest, RequestListResponse>;

/** A translation of one video into `target_languages`, such as `['de', 'fr']`. */
export type VideoTranslateGenerateParams = Schemas['VideoTranslateGenerateParams'];

/** A translation of an uploaded MP4 video. Subtitles may be files, or their text. */
export interface VideoTranslateGenerateWithMediaParams
  extends Omit<Schemas['VideoTranslateGenerateWithMediaParams'], 'video' | 'source_srt' | `target_srt.${string}`> {
  /** The video, MP4. */
  video: Uploadable;
  /** The video's own subtitles, SubRip. */
  source_srt?: Uploadable | string | undefined;
  /** Subtitles in some of the target languages, by language. */
  target_srts?: { [language: string]: Uploadable | string } | undefined;
}

/**
 * A translation as it stands. Its `status` narrows it: a completed one has `outputs`, a failed one an `error_message`.
 * The API may add statuses: treat one you don't know as "not finished yet".
 */
export type VideoTranslateRequest = Schemas['VideoTranslateRequest'];

/** A translation that has its outputs. */
export type CompletedVideoTranslateRequest = Schemas['CompletedVideoTranslateRequest'];

/** The dubbed video, its audio and its subtitles in one language: URLs, which may expire. */
export type VideoTranslateOutput = Schemas['VideoTranslateOutput'];

/** Which page of the translations to list, and by what to filter them. */
export type VideoTranslateRequestListParams = Query<'videoTranslate.requests.list'>;

/** A voice that a translation may speak with. */
export type Voice = Schemas['Voice'];

/** Which page of the voices to list, and by what to filter them. */
export type VoiceListParams = Query<'videoTranslate.voices.list'>;

/** One page of voices, and its place among all. */
export type VoiceListResponse = Schemas['VoicePage'];

/** What the client takes and gives for each kind of job, by the kind's name. */
export interface Kinds {
  lipsync: {
    body: LipsyncGenerateParams;
    media: LipsyncGenerateWithMediaParams;
    request: LipsyncRequest;
    params: RequestListParams;
  };
  videoTranslate: {
    body: VideoTranslateGenerateParams;
    media: VideoTranslateGenerateWithMediaParams;
    request: VideoTranslateRequest;
    params: VideoTranslateRequestListParams;
  };
}

/** The body of every error. */
export type ErrorResponse = Schemas['Error'];
