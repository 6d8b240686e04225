import type { Http } from '../http/http.ts';
import type { PagePromise } from '../jobs/pages.ts';
import { listPages } from '../jobs/pages.ts';
import type { RequestOptions } from '../options/call-options.ts';
import type {
  VideoTranslateGenerateParams,
  VideoTranslateGenerateWithMediaParams,
  VideoTranslateRequest,
  VideoTranslateRequestListParams,
  Voice,
  VoiceListParams,
  VoiceListResponse,
} from '../types.ts';
import { JobResource } from './job-resource.ts';

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
export class VideoTranslate extends JobResource<
  VideoTranslateGenerateParams,
  VideoTranslateGenerateWithMediaParams,
  VideoTranslateRequest,
  VideoTranslateRequestListParams
> {
  /** The voices that a translation may speak with. */
  readonly voices: Voices;

  constructor(http: Http) {
    super(http, 'videoTranslate', longestWait);
    this.voices = new Voices(http);
  }
}

/** The voices that a translation may speak with. */
export class Voices {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Lists voices, a page at a time. Iterated, gives all that match, each once.
   *
   * @throws {@link ChamelaionError} before any request, if a parameter is out of bounds; it names it
   * @example
   * ```ts
   * import Chamelaion from '@chamelaion/client';
   *
   * const { voices } = new Chamelaion().videoTranslate;
   * for await (const { voice_id, name } of voices.list({ language: 'de', gender: 'Female' })) console.log(voice_id, name);
   * ```
   */
  list(query: VoiceListParams = {}, options?: RequestOptions): PagePromise<Voice, VoiceListResponse> {
    return listPages(this.#http, 'videoTranslate.voices.list', query, options);
  }
}
