import {
  body,
  generate,
  health,
  inputs,
  job,
  json,
  list,
  page,
  parameters,
  ref,
  responses,
  retrieve,
  schemas,
  string,
  upload,
} from './contract-places.ts';
import { add, type Batch, remove, rename, set } from './edits.ts';

/** Edits of the contract that stop some of its followers from working. */
export const breakingEdits: Batch[] = [
  {
    of: 'operations',
    impact: 'breaking',
    rows: {
      'remove an operation': ['Operation `POST /v1/lipsync/generate` was removed', remove(...generate)],
      'remove a path': ['Path `/v1/users/me` was removed', remove('paths', '/v1/users/me')],
      'rename a path': ['Path `/health` was renamed to `/healthz`', rename('/healthz', 'paths', '/health')],
      'rename a path parameter, which the typed client shows': [
        '`key` changed from "/v1/lipsync/requests/{id}" to "/v1/lipsync/requests/{uuid}"',
        set('uuid', ...retrieve, 'parameters', 0, 'name'),
        rename('/v1/lipsync/requests/{uuid}', 'paths', '/v1/lipsync/requests/{id}'),
      ],
      'rename an operationId': ["changed from 'lipsync.requests.list' to 'all'", set('all', ...list, 'operationId')],
      'change a server': [
        'became `https://api.chamelaion.com/v2`',
        set('https://api.chamelaion.com/v2', 'servers', 0, 'url'),
      ],
      'remove a server': ['Server `https://api.dev.chamelaion.com/api` was removed', remove('servers', 1)],
      'change the dialect': [
        '`jsonSchemaDialect` changed',
        set('https://json-schema.org/draft-07/schema', 'jsonSchemaDialect'),
      ],
      'require both security schemes': [
        'Security requirement `bearerAuth` now requires `apiKeyAuth`',
        set([{ bearerAuth: [], apiKeyAuth: [] }], 'security'),
      ],
    },
  },
  {
    of: 'what a caller sends',
    impact: 'breaking',
    rows: {
      'require a field': [
        '`LipsyncGenerateParams` became required: `reference_id`',
        add('reference_id', ...body, 'required'),
      ],
      'add a required field': [
        '`LipsyncGenerateWithMediaParams` became required: `model`',
        set(string, ...upload, 'properties', 'model'),
        add('model', ...upload, 'required'),
      ],
      'change the type of a field': [
        "narrowed from 'boolean' to 'string'",
        set('string', ...schemas, 'DisableActiveSpeakerDetection', 'type'),
      ],
      'change the default of a field': [
        '`default` changed from false to true',
        set(true, ...schemas, 'DisableActiveSpeakerDetection', 'default'),
      ],
      'restrict a field to an enum': [
        "Enum of `reference_id` was set to 'a', 'b'",
        set(['a', 'b'], ...schemas, 'ReferenceId', 'enum'),
      ],
      'refuse unknown fields': [
        "`LipsyncGenerateParams` was set to 'false'",
        set(false, ...body, 'additionalProperties'),
      ],
      'change a const': [
        "`const` of `type` changed from 'video' to 'movie'",
        set('movie', ...schemas, 'VideoInput', 'properties', 'type', 'const'),
      ],
      'change the format of a field': [
        "`format` of `url` changed from 'uri' to 'iri'",
        set('iri', ...schemas, 'AudioInput', 'properties', 'url', 'format'),
      ],
      'change the order of tuple items': [
        'the tuple AudioInput, VideoInput is gone',
        set([ref('schemas/VideoInput'), ref('schemas/AudioInput')], ...inputs, 1, 'prefixItems'),
      ],
      'require a query parameter': ['`limit` query parameter became required', set(true, ...parameters, 0, 'required')],
      'tighten a bound of a parameter': [
        "Upper bound was set to '<= 100'",
        set(100, ...parameters, 0, 'schema', 'maximum'),
      ],
      'change the default of a parameter': [
        '`default` changed from 0 to 1',
        set(1, ...parameters, 1, 'schema', 'default'),
      ],
      'move a parameter to a header': [
        '`offset` query parameter is now a header',
        set('header', ...parameters, 1, 'in'),
      ],
      'restrict the format of a parameter': [
        "`format` was set to 'uuid'",
        set('uuid', ...parameters, 2, 'schema', 'format'),
      ],
    },
  },
  {
    of: 'what a caller sends, continued',
    impact: 'breaking',
    rows: {
      'remove an optional field': [
        'schema/properties/disable_active_speaker_detection',
        remove(...body, 'properties', 'disable_active_speaker_detection'),
      ],
      'rename an optional field': [
        'was renamed to `reference`',
        rename('reference', ...body, 'properties', 'reference_id'),
      ],
      'remove a variant': ['`oneOf` subschema of `inputs` was removed', remove(...inputs, 1)],
      'change the media type': [
        'Media type `multipart/form-data` was removed',
        rename(
          'application/json',
          'paths',
          '/v1/lipsync/generate-with-media',
          'post',
          'requestBody',
          'content',
          'multipart/form-data',
        ),
      ],
      'rename a query parameter': ['was renamed to `reference`', set('reference', ...parameters, 2, 'name')],
      'remove a query parameter': ['`offset` query parameter was removed', remove(...parameters, 1)],
      'add a required query parameter': [
        'Required `team` query parameter was added',
        add({ name: 'team', in: 'query', required: true, schema: string }, ...parameters),
      ],
      'drop a security scheme': ['`apiKeyAuth` is no longer accepted', remove('security', 1)],
      'require a token where none was needed': [
        'removed: #/paths/~1health/get/security',
        remove(...health, 'security'),
      ],
      'rename the header of the token': [
        "changed from 'x-api-key' to 'api-key'",
        set('api-key', 'components', 'securitySchemes', 'apiKeyAuth', 'name'),
      ],
    },
  },
  {
    of: 'what a caller reads',
    impact: 'breaking',
    rows: {
      'drop a response': ['Response `404` was removed', remove(...retrieve, 'responses', '404')],
      'answer with another status': ['Response `200` became `202`', rename('202', ...generate, 'responses', '200')],
      'change the media type': [
        'Media type `application/json` became `application/problem+json`',
        rename('application/problem+json', ...responses, 'InternalError', ...json),
      ],
      'drop a response header': [
        'All headers of response `429` were removed',
        remove(...responses, 'RateLimitExceeded', 'headers'),
      ],
      'remove an optional field': ['Property `started_at`', remove(...job, 'properties', 'started_at')],
      'rename a field': [
        'Property `total` of `pagination` was removed',
        rename('count', ...page, 'properties', 'total'),
        set(['limit', 'offset', 'count'], ...page, 'required'),
      ],
      'make a field optional': [
        '`LipsyncGenerateResponse` are no longer required: `request_id`',
        set(['status'], ...schemas, 'LipsyncGenerateResponse', 'required'),
      ],
      'change the type of a field': [
        "widened from 'integer' to 'string'",
        set('string', ...page, 'properties', 'limit', 'type'),
      ],
      'let a field be null': [
        "Type of `finished_at` widened from 'string' to 'string | null'",
        set(['string', 'null'], ...job, 'properties', 'finished_at', 'type'),
      ],
      'loosen a bound': ['Lower bound of `offset` was removed', remove(...page, 'properties', 'offset', 'minimum')],
      'widen a const': [
        '`const` of `status` was removed',
        set({ enum: ['ok', 'slow'] }, ...schemas, 'HealthCheckResponse', 'properties', 'status'),
      ],
      'widen an enum': [
        '["queued","processing","completed"] at',
        set(
          ['queued', 'processing', 'completed'],
          ...schemas,
          'UnrecognizedLipsyncRequest',
          'allOf',
          1,
          'properties',
          'status',
          'not',
          'enum',
        ),
      ],
      'change the format of a field': [
        "`format` of `id` changed from 'uuid' to 'uri'",
        set('uri', ...job, 'properties', 'id', 'format'),
      ],
      'add a variant': [
        '`oneOf` subschema of `LipsyncRequest` was added',
        add({ type: 'object', title: 'Gone' }, ...schemas, 'LipsyncRequest', 'oneOf'),
      ],
      'change an error message': [
        'POST /v1/lipsync/generate: 412 "token limit reached" is gone',
        set(
          'no tokens left',
          ...responses,
          'TokenLimitReached',
          ...json,
          'examples',
          'token-limit-reached',
          'value',
          'error',
        ),
      ],
    },
  },
];
