import type { Http } from '../http/http.ts';
import type { Voice, VoiceListParams, VoiceListResponse } from '../types.ts';
import { JobResource } from './job-resource.ts';
import { Listing } from './listing.ts';

// A film takes hours.
const longestWait = 6 * 3_600_000;

/**
 * Translates videos: one video becomes a dubbed video, an audio track and subtitles in each language. A job may take
 * hours: waits last up to 6 hours by default. Its requests are found by `request_id`, and listed by `reference_id`.
 *
 * @example
 * ```ts
 * import Chamelaion from '@chamelaion/client';
 *
 * const { outputs } = await new Chamelaion().videoTranslate.run({
 *   inputs: [{ type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' }],
 *   target_languages: ['de', 'fr'],
 * });
 * console.log(outputs['de']?.video, outputs['de']?.srt);
 * ```
 */
export class VideoTranslate extends JobResource<'videoTranslate'> {
  /** The voices that a translation may speak with. */
  readonly voices: Listing<Voice, VoiceListResponse, VoiceListParams>;

  constructor(http: Http) {
    super(http, 'videoTranslate', longestWait);
    this.voices = new Listing(http, 'videoTranslate.voices.list');
  }
}
