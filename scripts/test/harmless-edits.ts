import {
  body,
  generate,
  health,
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

/** Edits of the contract that every follower survives. */
export const harmlessEdits: Batch[] = [
  {
    of: 'more than before',
    impact: 'additive',
    rows: {
      'add an operation': [
        'added: #/paths/~1health/post',
        set({ operationId: 'stop', responses: {} }, 'paths', '/health', 'post'),
      ],
      'add a path': ['added: #/paths/~1v2', set({ get: { operationId: 'go', responses: {} } }, 'paths', '/v2')],
      'add a server': ['added: #/servers/2', add({ url: 'https://eu.chamelaion.com/api' }, 'servers')],
      'deprecate an operation': ['`deprecated` changed', set(true, ...health, 'deprecated')],
      'add an optional field to a request': ['schema/properties/model', set(string, ...body, 'properties', 'model')],
      'make a field of a request optional': [
        '`required` changed from ["video","audio"] to ["video"]',
        set(['video'], ...upload, 'required'),
      ],
      'let a request field be null': [
        '`type` changed from "boolean" to ["boolean","null"]',
        set(['boolean', 'null'], ...schemas, 'DisableActiveSpeakerDetection', 'type'),
      ],
      'loosen a bound of a request': ['`minimum` changed from 1 to 0', set(0, ...parameters, 0, 'schema', 'minimum')],
      'accept one more media type': [
        'content/text~1json',
        set({ schema: ref('schemas/LipsyncGenerateParams') }, ...generate, 'requestBody', 'content', 'text/json'),
      ],
      'add an optional query parameter': [
        'get/parameters/3',
        add({ name: 'team', in: 'query', schema: string }, ...parameters),
      ],
      'accept one more security scheme': [
        'added: #/security/2',
        set({ type: 'apiKey', in: 'query', name: 'key' }, 'components', 'securitySchemes', 'queryAuth'),
        add({ queryAuth: [] }, 'security'),
      ],
      'need no token any more': [
        'added: #/paths/~1v1~1users~1me/get/security',
        set([], 'paths', '/v1/users/me', 'get', 'security'),
      ],
      'add a response': [
        'added: #/paths/~1health/get/responses/429',
        set(ref('responses/RateLimitExceeded'), ...health, 'responses', '429'),
      ],
      'add a response header': [
        'responses/500/headers',
        set({ schema: string }, ...responses, 'InternalError', 'headers', 'X-Id'),
      ],
      'add an optional field to an answer': ['pagination/properties/next', set(string, ...page, 'properties', 'next')],
      'promise a field of an answer': ['"created_at","started_at"]', add('started_at', ...job, 'required')],
      'tighten a bound of an answer': [
        '`maximum` changed from nothing to 1000',
        set(1000, ...page, 'properties', 'total', 'maximum'),
      ],
      'remove a variant of an answer': ['schema/oneOf/0', remove(...schemas, 'LipsyncRequest', 'oneOf', 0)],
      'document another error message': [
        'POST /v1/lipsync/generate: 412 "no tokens left" is new',
        set(
          { value: { error: 'no tokens left' } },
          ...responses,
          'TokenLimitReached',
          ...json,
          'examples',
          'none-left',
        ),
      ],
    },
  },
  {
    of: 'words',
    impact: 'docs',
    rows: {
      'description only': ['`description` changed', set('Is it up?', ...health, 'description')],
      'description of a field': ['properties/reference_id', set('Yours.', ...schemas, 'ReferenceId', 'description')],
      'summary of an example': [
        'examples/ok',
        set('Up', ...health, 'responses', '200', ...json, 'examples', 'ok', 'summary'),
      ],
      'example only': [
        '`value` changed',
        set('a1', ...retrieve, 'parameters', 0, 'examples', 'by-reference-id', 'value'),
      ],
      'example of a schema': ['`examples` changed', set(['a1'], ...schemas, 'ReferenceId', 'examples')],
      'an x-ours mark': ['`x-ours` changed from nothing', set('We think so.', ...health, 'x-ours')],
      'the text of an x-ours mark': [
        '`x-ours` changed from "The',
        set('We think so.', ...list, 'responses', '400', 'x-ours'),
      ],
      'the version of the contract': ['`version` changed', set('9.9.9', 'info', 'version')],
      'the order of required fields': ['`required` changed', set(['total', 'offset', 'limit'], ...page, 'required')],
      'a component that nothing uses': ['added: #/components/schemas/Spare', set(string, ...schemas, 'Spare')],
      'the name of a component': [
        '`key` changed from "Pagination" to "Paging"',
        rename('Paging', ...page),
        set(ref('schemas/Paging'), ...schemas, 'LipsyncRequestPage', 'properties', 'pagination'),
      ],
      'a tag': ['#/tags/0', set('Is it up?', 'tags', 0, 'description')],
    },
  },
  {
    of: 'what no rule looks at',
    impact: 'docs',
    rows: {
      'example of an answer': [
        'examples, or the order of lists, differ',
        set('b2', 'components', 'examples', 'FailedRequest', 'value', 'reference_id'),
      ],
    },
  },
];
