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
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  TokenLimitError,
  UnprocessableEntityError,
} from './errors.ts';
export type { FetchClient, FetchResult } from './fetch-client.ts';
export type { components, paths, UnrecognizedStatus } from './generated/schema.ts';
export type { HeadersLike } from './headers.ts';
export type { ClientOptions, Environment, Fetch, RequestOptions } from './options.ts';
export type { Health } from './resources/health.ts';
export type { Lipsync } from './resources/lipsync.ts';
export type { Requests } from './resources/requests.ts';
export type { Users } from './resources/users.ts';
export type { ReadStreamLike, Uploadable } from './to-file.ts';
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
