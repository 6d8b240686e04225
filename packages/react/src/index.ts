export { type ChamelaionKey, chamelaionKeys, type KeyScope } from './chamelaion-keys.ts';
export { ChamelaionProvider, type ChamelaionProviderProps, useChamelaion } from './chamelaion-provider.ts';
export { type CurrentUserOptions, currentUserOptions } from './current-user-options.ts';
export type { JobStorage } from './job-storage.ts';
export type {
  LipsyncJob,
  LipsyncJobActions,
  LipsyncJobMediaParams,
  LipsyncJobOptions,
  LipsyncJobParams,
  LipsyncJobState,
} from './lipsync-job.ts';
export { type LipsyncRequestOptions, lipsyncRequestOptions } from './lipsync-request-options.ts';
export {
  type LipsyncRequestsInfiniteOptions,
  lipsyncRequestsInfiniteOptions,
} from './lipsync-requests-infinite-options.ts';
export { type LipsyncRequestsOptions, lipsyncRequestsOptions } from './lipsync-requests-options.ts';
export type { PolledQuery } from './poll-interval.ts';
export { useCurrentUser, useSuspenseCurrentUser } from './use-current-user.ts';
export { useGenerateLipsync } from './use-generate-lipsync.ts';
export { useGenerateLipsyncWithMedia } from './use-generate-lipsync-with-media.ts';
export {
  useInfiniteLipsyncRequests,
  useSuspenseInfiniteLipsyncRequests,
} from './use-infinite-lipsync-requests.ts';
export { useLipsyncJob } from './use-lipsync-job.ts';
export { useLipsyncRequest, useSuspenseLipsyncRequest } from './use-lipsync-request.ts';
export { useLipsyncRequests, useSuspenseLipsyncRequests } from './use-lipsync-requests.ts';
