export type { components, paths, UnrecognizedStatus } from '@chamelaion/spec/schema';
export type { APIPromise, WithResponse } from './api-promise.ts';
export type { UploadProgress } from './attempt.ts';
export type { CallLimits, RequestOptions, SubmitLimits, SubmitOptions } from './call-options.ts';
export { Chamelaion, Chamelaion as default, Chamelaion as 'module.exports' } from './client.ts';
export { createFetchClient } from './create-fetch-client.ts';
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
  InternalServerError,
  LipsyncFailedError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  TokenLimitError,
  UnknownOutcomeError,
  UnprocessableEntityError,
  WaitTimeoutError,
} from './errors.ts';
export type { FetchClient, FetchResult } from './fetch-client.ts';
export type { HeadersLike } from './headers.ts';
export type { Logger, LogLevel } from './log.ts';
export type { ClientOptions, Environment, Fetch } from './options.ts';
export { nextPoll } from './poll-schedule.ts';
export { newReferenceId } from './reference-id.ts';
export type { RequestPage, RequestPagePromise } from './request-page.ts';
export type { Health } from './resources/health.ts';
export type { Lipsync, RunOptions, RunWithMediaOptions, UploadOptions } from './resources/lipsync.ts';
export type { Requests } from './resources/requests.ts';
export type { Users } from './resources/users.ts';
export { type ToFileOptions, toFile } from './to-file.ts';
export type {
  CompletedLipsyncRequest,
  ErrorResponse,
  FailedLipsyncRequest,
  HealthCheckResponse,
  LipsyncGenerateParams,
  LipsyncGenerateResponse,
  LipsyncGenerateWithMediaParams,
  LipsyncGenerateWithMediaResponse,
  LipsyncRequest,
  RequestListParams,
  RequestListResponse,
  UserRetrieveCurrentResponse,
} from './types.ts';
export type { ReadStreamLike, Uploadable } from './uploadable.ts';
export type { WaitOptions, WaitStatus } from './wait-for.ts';
