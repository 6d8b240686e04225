import type {
  VideoTranslateGenerateParams,
  VideoTranslateGenerateResponse,
  VideoTranslateGenerateWithMediaParams,
  VideoTranslateRequest,
  VideoTranslateRequestListParams,
} from '@chamelaion/client';
import type { JobKind } from './core/job-kind.ts';
import { type JobQueries, jobQueries } from './queries/job-queries.ts';

/** Translations, for the hooks and options that take any kind. */
export const videoTranslate: JobKind<
  VideoTranslateRequest,
  VideoTranslateGenerateParams,
  VideoTranslateGenerateWithMediaParams,
  VideoTranslateGenerateResponse
> = {
  name: 'videoTranslate',
  resource: (client) => client.videoTranslate,
  hasResult: (request) => Boolean(request.outputs),
  byReference: false,
};

/** How translations are read. */
export const videoTranslateQueries: JobQueries<VideoTranslateRequest, VideoTranslateRequestListParams> =
  jobQueries(videoTranslate);

/** As `lipsyncRequestOptions`, for a translation, by its id. */
export const videoTranslateRequestOptions: typeof videoTranslateQueries.request = videoTranslateQueries.request;

/** As `lipsyncRequestsOptions`, for translations, with further filters. */
export const videoTranslateRequestsOptions: typeof videoTranslateQueries.list = videoTranslateQueries.list;

/** As `lipsyncRequestsInfiniteOptions`, for translations, with further filters. */
export const videoTranslateRequestsInfiniteOptions: typeof videoTranslateQueries.infinite =
  videoTranslateQueries.infinite;
