// Written by `pnpm generate` from spec/openapi.yaml. Edit the contract, never this file.

/** What a value must look like. */
export interface Shape {
  readonly type: 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'file';
  readonly required?: boolean;
  readonly format?: string;
  /** A regular expression that a text matches. */
  readonly pattern?: string;
  /** The media type of a file, if it must have one. */
  readonly media?: string;
  /** All that it may be. */
  readonly enum?: readonly string[];
  /** What it is known to be; more may come. */
  readonly known?: readonly string[];
  readonly minimum?: number;
  readonly minLength?: number;
  readonly default?: unknown;
  /** The fields of an object. */
  readonly fields?: Fields;
  /** An object that may have other fields. */
  readonly open?: true;
  /** Each value of a map. */
  readonly values?: Shape;
  /** The field that lists the keys of a map. */
  readonly keysOf?: string;
  /** What the name of a part begins with, before the key, if a form sends a map. */
  readonly prefix?: string;
  /** Each item of an array. */
  readonly items?: Shape;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  /** The field of an array's items of which each value must come exactly once. */
  readonly oneOfEach?: string;
}

/** Shapes by the names of fields. */
export type Fields = { readonly [name: string]: Shape };

/** An error that the API documents. */
export interface DocumentedError {
  readonly status: number;
  /** The text of its `error`. */
  readonly error: string;
  /** What is wrong with a request that gets this answer. */
  readonly flaw?: string;
}

/** How an operation is asked for; `answer` is the member that a success must have. */
export const operations = {
  'health.check': { method: 'GET', path: '/health', answer: 'status', open: true },
  'users.retrieveCurrent': { method: 'GET', path: '/v1/users/me', answer: 'name' },
  'lipsync.generate': { method: 'POST', path: '/v1/lipsync/generate', body: 'json', answer: 'request_id' },
  'lipsync.generateWithMedia': { method: 'POST', path: '/v1/lipsync/generate-with-media', body: 'form', answer: 'request_id' },
  'lipsync.requests.retrieve': { method: 'GET', path: '/v1/lipsync/requests/{id}', answer: 'status' },
  'lipsync.requests.list': { method: 'GET', path: '/v1/lipsync/requests', answer: 'data' },
  'videoTranslate.generate': { method: 'POST', path: '/v1/video-translate/generate', body: 'json', answer: 'request_id' },
  'videoTranslate.generateWithMedia': {
    method: 'POST',
    path: '/v1/video-translate/generate-with-media',
    body: 'form',
    answer: 'request_id',
  },
  'videoTranslate.requests.retrieve': { method: 'GET', path: '/v1/video-translate/requests/{id}', answer: 'status' },
  'videoTranslate.requests.list': { method: 'GET', path: '/v1/video-translate/requests', answer: 'data' },
  'videoTranslate.voices.list': { method: 'GET', path: '/v1/video-translate/voices', answer: 'voices' },
} as const;

/** The name of an operation: its method in the official SDKs. */
export type OperationId = keyof typeof operations;

/** The kinds of job: what submits one, follows it, finds one whose answer was lost, and the field of its result. */
export const kinds = {
  lipsync: {
    submit: ['lipsync.generate', 'lipsync.generateWithMedia'],
    retrieve: 'lipsync.requests.retrieve',
    find: 'lipsync.requests.list',
    findOne: 'lipsync.requests.retrieve',
    result: 'output_url',
  },
  videoTranslate: {
    submit: ['videoTranslate.generate', 'videoTranslate.generateWithMedia'],
    retrieve: 'videoTranslate.requests.retrieve',
    find: 'videoTranslate.requests.list',
    result: 'outputs',
  },
} as const;

/** A kind of job. */
export type Kind = keyof typeof kinds;

/** Parameters that several operations take. */
export const parameters = {
  Limit: { type: 'integer', minimum: 1, default: 20 },
  Offset: { type: 'integer', minimum: 0, default: 0 },
} as const;

const lipsyncGenerateBody = {
  inputs: {
    type: 'array',
    oneOfEach: 'type',
    items: {
      type: 'object',
      fields: {
        type: { type: 'string', enum: ['video', 'audio'], required: true },
        url: { type: 'string', format: 'uri', required: true },
      },
    },
    required: true,
  },
  disable_active_speaker_detection: { type: 'boolean', default: false },
  reference_id: { type: 'string' },
} as const;

const lipsyncGenerateWithMediaBody = {
  video: { type: 'file', required: true },
  audio: { type: 'file', required: true },
  disable_active_speaker_detection: { type: 'boolean', default: false },
  reference_id: { type: 'string' },
} as const;

const videoTranslateGenerateBody = {
  inputs: {
    type: 'array',
    items: {
      type: 'object',
      fields: {
        type: { type: 'string', enum: ['video'], required: true },
        url: { type: 'string', format: 'uri', required: true },
      },
    },
    minItems: 1,
    required: true,
  },
  target_languages: { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true, required: true },
  source_language: { type: 'string' },
  model: { type: 'string', enum: ['expressive', 'classic'] },
  formality: { type: 'boolean' },
  disable_lip_sync: { type: 'boolean' },
  disable_background_audio: { type: 'boolean' },
  config: {
    type: 'object',
    fields: {
      tts_model: { type: 'string' },
      source_srt: {
        type: 'object',
        fields: {
          content: { type: 'string', pattern: '\\d --> \\d', required: true },
          file_name: { type: 'string' },
          language: { type: 'string' },
        },
      },
      target_srts: {
        type: 'object',
        values: {
          type: 'object',
          fields: {
            content: { type: 'string', pattern: '\\d --> \\d', required: true },
            file_name: { type: 'string' },
            language: { type: 'string' },
          },
        },
        keysOf: 'target_languages',
      },
      speaker_voices: { type: 'object', values: { type: 'string' } },
    },
    open: true,
  },
  webhook_url: { type: 'string', format: 'uri' },
  reference_id: { type: 'string' },
} as const;

const videoTranslateGenerateWithMediaBody = {
  video: { type: 'file', required: true },
  target_languages: { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true, required: true },
  source_language: { type: 'string' },
  model: { type: 'string', enum: ['expressive', 'classic'] },
  formality: { type: 'boolean' },
  disable_lip_sync: { type: 'boolean' },
  disable_background_audio: { type: 'boolean' },
  config: {
    type: 'object',
    fields: {
      tts_model: { type: 'string' },
      source_srt: {
        type: 'object',
        fields: {
          content: { type: 'string', pattern: '\\d --> \\d', required: true },
          file_name: { type: 'string' },
          language: { type: 'string' },
        },
      },
      target_srts: {
        type: 'object',
        values: {
          type: 'object',
          fields: {
            content: { type: 'string', pattern: '\\d --> \\d', required: true },
            file_name: { type: 'string' },
            language: { type: 'string' },
          },
        },
        keysOf: 'target_languages',
      },
      speaker_voices: { type: 'object', values: { type: 'string' } },
    },
    open: true,
  },
  source_srt: { type: 'file', media: 'application/x-subrip' },
  webhook_url: { type: 'string', format: 'uri' },
  reference_id: { type: 'string' },
  target_srts: {
    type: 'object',
    prefix: 'target_srt.',
    values: { type: 'file', media: 'application/x-subrip' },
    keysOf: 'target_languages',
  },
} as const;

/** What an operation takes in its body. */
export const bodies = {
  'lipsync.generate': lipsyncGenerateBody as typeof lipsyncGenerateBody,
  'lipsync.generateWithMedia': lipsyncGenerateWithMediaBody as typeof lipsyncGenerateWithMediaBody,
  'videoTranslate.generate': videoTranslateGenerateBody as typeof videoTranslateGenerateBody,
  'videoTranslate.generateWithMedia': videoTranslateGenerateWithMediaBody as typeof videoTranslateGenerateWithMediaBody,
} as const;

/** What an operation takes in its body, query and path. */
export const inputs = {
  'health.check': {},
  'users.retrieveCurrent': {},
  'lipsync.generate': { body: lipsyncGenerateBody as typeof lipsyncGenerateBody },
  'lipsync.generateWithMedia': { body: lipsyncGenerateWithMediaBody as typeof lipsyncGenerateWithMediaBody },
  'lipsync.requests.retrieve': { path: { id: { type: 'string', minLength: 1, required: true } } },
  'lipsync.requests.list': {
    query: {
      limit: { type: 'integer', minimum: 1, default: 20 },
      offset: { type: 'integer', minimum: 0, default: 0 },
      reference_id: { type: 'string' },
    },
  },
  'videoTranslate.generate': { body: videoTranslateGenerateBody as typeof videoTranslateGenerateBody },
  'videoTranslate.generateWithMedia': { body: videoTranslateGenerateWithMediaBody as typeof videoTranslateGenerateWithMediaBody },
  'videoTranslate.requests.retrieve': { path: { id: { type: 'string', minLength: 1, required: true } } },
  'videoTranslate.requests.list': {
    query: {
      limit: { type: 'integer', minimum: 1, default: 20 },
      offset: { type: 'integer', minimum: 0, default: 0 },
      reference_id: { type: 'string' },
      status: { type: 'string' },
      source_language: { type: 'string' },
      target_language: { type: 'string' },
      created_after: { type: 'string', format: 'date-time' },
      created_before: { type: 'string', format: 'date-time' },
    },
  },
  'videoTranslate.voices.list': {
    query: {
      limit: { type: 'integer', minimum: 1, default: 20 },
      offset: { type: 'integer', minimum: 0, default: 0 },
      search: { type: 'string' },
      language: { type: 'string' },
      gender: { type: 'string', enum: ['Male', 'Female', 'Other'] },
      application: { type: 'string' },
      favorite: { type: 'boolean' },
    },
  },
} as const;

/** What an operation answers. */
export const answers = {
  'health.check': { status: { type: 'string', enum: ['ok'], required: true } },
  'users.retrieveCurrent': { name: { type: 'string', required: true } },
  'lipsync.generate': {
    status: { type: 'string', enum: ['success'], required: true },
    request_id: { type: 'string', format: 'uuid', required: true },
  },
  'lipsync.generateWithMedia': {
    status: { type: 'string', enum: ['success'], required: true },
    request_id: { type: 'string', format: 'uuid', required: true },
  },
  'lipsync.requests.retrieve': {
    id: { type: 'string', format: 'uuid', required: true },
    created_at: { type: 'string', format: 'date-time', required: true },
    started_at: { type: 'string', format: 'date-time' },
    finished_at: { type: 'string', format: 'date-time' },
    output_url: { type: 'string', format: 'uri' },
    error_message: { type: 'string' },
    reference_id: { type: 'string' },
    status: { type: 'string', known: ['queued', 'processing', 'completed', 'failed'], required: true },
  },
  'lipsync.requests.list': {
    data: {
      type: 'array',
      items: {
        type: 'object',
        fields: {
          id: { type: 'string', format: 'uuid', required: true },
          created_at: { type: 'string', format: 'date-time', required: true },
          started_at: { type: 'string', format: 'date-time' },
          finished_at: { type: 'string', format: 'date-time' },
          output_url: { type: 'string', format: 'uri' },
          error_message: { type: 'string' },
          reference_id: { type: 'string' },
          status: {
            type: 'string',
            known: ['queued', 'processing', 'completed', 'failed'],
            required: true,
          },
        },
      },
      required: true,
    },
    pagination: {
      type: 'object',
      fields: {
        limit: { type: 'integer', minimum: 1, required: true },
        offset: { type: 'integer', minimum: 0, required: true },
        total: { type: 'integer', minimum: 0, required: true },
      },
      required: true,
    },
  },
  'videoTranslate.generate': {
    status: { type: 'string', enum: ['success'], required: true },
    request_id: { type: 'string', format: 'uuid', required: true },
  },
  'videoTranslate.generateWithMedia': {
    status: { type: 'string', enum: ['success'], required: true },
    request_id: { type: 'string', format: 'uuid', required: true },
  },
  'videoTranslate.requests.retrieve': {
    id: { type: 'string', format: 'uuid', required: true },
    created_at: { type: 'string', format: 'date-time', required: true },
    started_at: { type: 'string', format: 'date-time' },
    finished_at: { type: 'string', format: 'date-time' },
    target_languages: { type: 'array', items: { type: 'string' }, required: true },
    source_language: { type: 'string' },
    model: { type: 'string' },
    formality: { type: 'boolean', required: true },
    disable_lip_sync: { type: 'boolean', required: true },
    disable_background_audio: { type: 'boolean', required: true },
    config: {
      type: 'object',
      fields: {
        tts_model: { type: 'string' },
        source_srt: {
          type: 'object',
          fields: {
            content: { type: 'string', pattern: '\\d --> \\d', required: true },
            file_name: { type: 'string' },
            language: { type: 'string' },
          },
        },
        target_srts: {
          type: 'object',
          values: {
            type: 'object',
            fields: {
              content: { type: 'string', pattern: '\\d --> \\d', required: true },
              file_name: { type: 'string' },
              language: { type: 'string' },
            },
          },
          keysOf: 'target_languages',
        },
        speaker_voices: { type: 'object', values: { type: 'string' } },
      },
      open: true,
      required: true,
    },
    outputs: {
      type: 'object',
      values: {
        type: 'object',
        fields: {
          video: { type: 'string', format: 'uri', required: true },
          audio: { type: 'string', format: 'uri', required: true },
          srt: { type: 'string', format: 'uri', required: true },
        },
      },
      keysOf: 'target_languages',
    },
    error_message: { type: 'string' },
    webhook_url: { type: 'string', format: 'uri' },
    reference_id: { type: 'string' },
    status: {
      type: 'string',
      known: ['queued', 'uploading', 'processing', 'completed', 'failed'],
      required: true,
    },
  },
  'videoTranslate.requests.list': {
    data: {
      type: 'array',
      items: {
        type: 'object',
        fields: {
          id: { type: 'string', format: 'uuid', required: true },
          created_at: { type: 'string', format: 'date-time', required: true },
          started_at: { type: 'string', format: 'date-time' },
          finished_at: { type: 'string', format: 'date-time' },
          target_languages: { type: 'array', items: { type: 'string' }, required: true },
          source_language: { type: 'string' },
          model: { type: 'string' },
          formality: { type: 'boolean', required: true },
          disable_lip_sync: { type: 'boolean', required: true },
          disable_background_audio: { type: 'boolean', required: true },
          config: {
            type: 'object',
            fields: {
              tts_model: { type: 'string' },
              source_srt: {
                type: 'object',
                fields: {
                  content: { type: 'string', pattern: '\\d --> \\d', required: true },
                  file_name: { type: 'string' },
                  language: { type: 'string' },
                },
              },
              target_srts: {
                type: 'object',
                values: {
                  type: 'object',
                  fields: {
                    content: { type: 'string', pattern: '\\d --> \\d', required: true },
                    file_name: { type: 'string' },
                    language: { type: 'string' },
                  },
                },
                keysOf: 'target_languages',
              },
              speaker_voices: { type: 'object', values: { type: 'string' } },
            },
            open: true,
            required: true,
          },
          outputs: {
            type: 'object',
            values: {
              type: 'object',
              fields: {
                video: { type: 'string', format: 'uri', required: true },
                audio: { type: 'string', format: 'uri', required: true },
                srt: { type: 'string', format: 'uri', required: true },
              },
            },
            keysOf: 'target_languages',
          },
          error_message: { type: 'string' },
          webhook_url: { type: 'string', format: 'uri' },
          reference_id: { type: 'string' },
          status: {
            type: 'string',
            known: ['queued', 'uploading', 'processing', 'completed', 'failed'],
            required: true,
          },
        },
      },
      required: true,
    },
    pagination: {
      type: 'object',
      fields: {
        limit: { type: 'integer', minimum: 1, required: true },
        offset: { type: 'integer', minimum: 0, required: true },
        total: { type: 'integer', minimum: 0, required: true },
      },
      required: true,
    },
  },
  'videoTranslate.voices.list': {
    voices: {
      type: 'array',
      items: {
        type: 'object',
        fields: {
          voice_id: { type: 'string', required: true },
          name: { type: 'string', required: true },
          default_name: { type: 'string', required: true },
          description: { type: 'string', required: true },
          language: { type: 'string', required: true },
          application: { type: 'string', required: true },
          gender: { type: 'string', required: true },
          is_favorite: { type: 'boolean', required: true },
        },
      },
      required: true,
    },
    pagination: {
      type: 'object',
      fields: {
        limit: { type: 'integer', minimum: 1, required: true },
        offset: { type: 'integer', minimum: 0, required: true },
        total: { type: 'integer', minimum: 0, required: true },
      },
      required: true,
    },
  },
} as const;

/** Known values of fields that take any text, by the names of their schemas. */
export const suggestions = {
  Language: [
    'ar',
    'bg',
    'cs',
    'da',
    'de',
    'el',
    'en',
    'es',
    'fi',
    'fil',
    'fr',
    'he',
    'hi',
    'hr',
    'hu',
    'id',
    'it',
    'ja',
    'ko',
    'ms',
    'nl',
    'no',
    'pl',
    'pt',
    'ro',
    'ru',
    'sk',
    'sv',
    'ta',
    'th',
    'tr',
    'uk',
    'vi',
    'zh',
  ],
  TtsModel: ['eleven_v4', 'eleven_multilingual_v2'],
  VideoTranslateStatus: ['queued', 'uploading', 'processing', 'completed', 'failed'],
} as const;

/** The errors that an operation documents, by the names of their examples. */
export const errors = {
  'health.check': {},
  'users.retrieveCurrent': {
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'lipsync.generate': {
    'invalid-request-body': { status: 400, error: 'invalid request body', flaw: 'body' },
    'content-type-must-be-json': { status: 400, error: 'content-type must be application/json', flaw: 'content-type' },
    'one-video-expected': { status: 400, error: 'expected exactly one video input', flaw: 'body.inputs.video' },
    'one-audio-expected': { status: 400, error: 'expected exactly one audio input', flaw: 'body.inputs.audio' },
    'unknown-input-type': { status: 400, error: 'input type must be "video" or "audio"', flaw: 'body.inputs.type' },
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'token-limit-reached': { status: 412, error: 'token limit reached' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'lipsync.generateWithMedia': {
    'content-type-must-be-multipart': { status: 400, error: 'content-type must be multipart/form-data', flaw: 'content-type' },
    'video-file-required': { status: 400, error: 'video file is required', flaw: 'body.video' },
    'audio-file-required': { status: 400, error: 'audio file is required', flaw: 'body.audio' },
    'invalid-request-body': { status: 400, error: 'invalid request body', flaw: 'body' },
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'token-limit-reached': { status: 412, error: 'token limit reached' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'lipsync.requests.retrieve': {
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'lipsync-request-not-found': { status: 404, error: 'lipsync request not found', flaw: 'path.id' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'lipsync.requests.list': {
    'invalid-limit': { status: 400, error: 'limit must be an integer of at least 1', flaw: 'query.limit' },
    'invalid-offset': { status: 400, error: 'offset must be an integer of at least 0', flaw: 'query.offset' },
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'videoTranslate.generate': {
    'invalid-request-body': { status: 400, error: 'invalid request body', flaw: 'body' },
    'not-declared-as-json': { status: 400, error: 'invalid request body', flaw: 'content-type' },
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'token-limit-reached': { status: 412, error: 'token limit reached' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'videoTranslate.generateWithMedia': {
    'invalid-request-body': { status: 400, error: 'invalid request body', flaw: 'body' },
    'not-declared-as-multipart': { status: 400, error: 'invalid request body', flaw: 'content-type' },
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'token-limit-reached': { status: 412, error: 'token limit reached' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'videoTranslate.requests.retrieve': {
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'video-translate-request-not-found': { status: 404, error: 'video translate request not found', flaw: 'path.id' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'videoTranslate.requests.list': {
    'invalid-limit': { status: 400, error: 'limit must be an integer of at least 1', flaw: 'query.limit' },
    'invalid-offset': { status: 400, error: 'offset must be an integer of at least 0', flaw: 'query.offset' },
    'invalid-created-after': { status: 400, error: 'created_after must be a date-time', flaw: 'query.created_after' },
    'invalid-created-before': { status: 400, error: 'created_before must be a date-time', flaw: 'query.created_before' },
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
  'videoTranslate.voices.list': {
    'invalid-limit': { status: 400, error: 'limit must be an integer of at least 1', flaw: 'query.limit' },
    'invalid-offset': { status: 400, error: 'offset must be an integer of at least 0', flaw: 'query.offset' },
    'invalid-gender': { status: 400, error: 'gender must be "Male", "Female" or "Other"', flaw: 'query.gender' },
    'invalid-favorite': { status: 400, error: 'favorite must be a boolean', flaw: 'query.favorite' },
    'missing-authorization-header': { status: 401, error: 'missing authorization header' },
    'invalid-authorization-format': { status: 401, error: 'invalid authorization format' },
    'missing-token': { status: 401, error: 'missing token' },
    'invalid-token': { status: 401, error: 'invalid token' },
    unauthorized: { status: 401, error: 'unauthorized' },
    'rate-limit-exceeded': { status: 429, error: 'rate limit exceeded' },
    'internal-error': { status: 500, error: 'internal error' },
  },
} as const;
