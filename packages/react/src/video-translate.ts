import type { Chamelaion, VoiceListParams, VoiceListResponse } from '@chamelaion/client';
import type { KindOf } from './core/job-kind.ts';
import { jobQueries, type QueriesOf } from './queries/job-queries.ts';
import { chamelaionKeys } from './queries/keys.ts';
import { type JobListOptions, pageOptions } from './queries/list-options.ts';

/** Translations, for the hooks and options that take any kind. */
export const videoTranslate: KindOf<'videoTranslate'> = {
  name: 'videoTranslate',
  resource: (client) => client.videoTranslate,
  hasResult: (request) => Boolean(request.outputs),
  byReference: false,
};

/** How translations are read. */
export const videoTranslateQueries: QueriesOf<'videoTranslate'> = jobQueries(videoTranslate);

/** As `lipsyncRequestOptions`, for a translation, by its id. */
export const videoTranslateRequestOptions: typeof videoTranslateQueries.request = videoTranslateQueries.request;

/** As `lipsyncRequestsOptions`, for translations, with further filters. */
export const videoTranslateRequestsOptions: typeof videoTranslateQueries.list = videoTranslateQueries.list;

/** As `lipsyncRequestsInfiniteOptions`, for translations, with further filters. */
export const videoTranslateRequestsInfiniteOptions: typeof videoTranslateQueries.infinite =
  videoTranslateQueries.infinite;

/** Fetches one page of the voices that a translation may speak with. */
export function voicesOptions(client: Chamelaion, params: VoiceListParams = {}): JobListOptions<VoiceListResponse> {
  return pageOptions(chamelaionKeys.voices(client, params), (options) =>
    client.videoTranslate.voices.list(params, options),
  );
}
