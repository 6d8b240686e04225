export type { JobStorage } from './core/job-storage.ts';
export type { PolledQuery } from './core/poll-interval.ts';
export { useCurrentUser } from './hooks/use-current-user.ts';
export {
  type LipsyncRequestOptions,
  type LipsyncRequestsInfiniteOptions,
  type LipsyncRequestsOptions,
  lipsyncRequestOptions,
  lipsyncRequestsInfiniteOptions,
  lipsyncRequestsOptions,
} from './lipsync.ts';
export { ChamelaionProvider, type ChamelaionProviderProps, useChamelaion } from './provider.ts';
export { type CurrentUserOptions, currentUserOptions } from './queries/current-user-options.ts';
export { type ChamelaionKey, chamelaionKeys, type JobKeys, type KeyScope } from './queries/keys.ts';
export {
  type LipsyncJob,
  type LipsyncJobActions,
  type LipsyncJobMediaParams,
  type LipsyncJobOptions,
  type LipsyncJobParams,
  type LipsyncJobState,
  useGenerateLipsync,
  useGenerateLipsyncWithMedia,
  useInfiniteLipsyncRequests,
  useLipsyncJob,
  useLipsyncRequest,
  useLipsyncRequests,
} from './use-lipsync.ts';
export {
  useInfiniteVideoTranslateRequests,
  useVideoTranslateJob,
  useVideoTranslateRequest,
  useVideoTranslateRequests,
  useVoices,
  type VideoTranslateJob,
} from './use-video-translate.ts';
export {
  videoTranslateRequestOptions,
  videoTranslateRequestsInfiniteOptions,
  videoTranslateRequestsOptions,
  voicesOptions,
} from './video-translate.ts';
