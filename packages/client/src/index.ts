export type { components, paths, UnrecognizedStatus } from '@chamelaion/spec/schema';
export { Chamelaion, Chamelaion as default } from './client.ts';
export {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  type APIErrorDetails,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ChamelaionError,
  ConflictError,
  type FailedRequest,
  InternalServerError,
  JobFailedError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  TokenLimitError,
  UnknownOutcomeError,
  UnprocessableEntityError,
  WaitTimeoutError,
} from './errors.ts';
export type { APIPromise, WithResponse } from './http/api-promise.ts';
export type { Completed, JobBody, JobPage, JobRequest, PageQuery } from './jobs/job.ts';
export type { Submitted } from './jobs/jobs.ts';
export type { PagePromise, Place } from './jobs/pages.ts';
export { nextPoll } from './jobs/poll-schedule.ts';
export { newReferenceId } from './jobs/reference-id.ts';
export type { WaitOptions, WaitStatus } from './jobs/wait-for.ts';
export type {
  CallLimits,
  RequestOptions,
  SubmitLimits,
  SubmitOptions,
  UploadOptions,
  UploadProgress,
} from './options/call-options.ts';
export type { ClientOptions, Environment, Fetch } from './options/client-options.ts';
export type { HeadersLike } from './options/headers.ts';
export type { Logger, LogLevel } from './options/log.ts';
export type { NativeFile } from './options/native-file.ts';
export type { Attempt } from './options/on-attempt.ts';
export type { Health } from './resources/health.ts';
export type { JobResource, RunOptions, RunWithMediaOptions } from './resources/job-resource.ts';
export type { Lipsync } from './resources/lipsync.ts';
export type { Listing } from './resources/listing.ts';
export type { Requests } from './resources/requests.ts';
export type { Users } from './resources/users.ts';
export type { VideoTranslate } from './resources/video-translate.ts';
export type * from './types.ts';
export { type ToFileOptions, toFile } from './uploads/to-file.ts';
export type { ReadStreamLike, Uploadable } from './uploads/uploadable.ts';
