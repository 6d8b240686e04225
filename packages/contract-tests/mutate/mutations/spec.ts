import type { Mutation } from '../mutation.ts';

const file = 'spec/openapi.yaml';

/** Breakages of the contract. */
export const spec: readonly Mutation[] = [
  {
    name: "a renamed field in an answer: a new job's id",
    file,
    find: 'request_id:\n          type: string',
    replace: 'job_id:\n          type: string',
  },
  {
    name: 'the message of another cause: a missing video',
    file,
    find: 'value: { error: video file is required }',
    replace: 'value: { error: a video is required }',
  },
  { name: 'a wrong path: the current user', file, find: '  /v1/users/me:', replace: '  /v1/user:' },
  {
    name: 'another status: no such job',
    file,
    find: '"404":\n          description: No request',
    replace: '"410":\n          description: No request',
  },
  {
    name: 'a bound less: the limit of a page',
    file,
    find: '{ type: integer, minimum: 1, default: 20 }',
    replace: '{ type: integer, default: 20 }',
  },
  {
    name: 'a header less: the wait for a rate limit',
    file,
    find: '        Retry-After:\n',
    replace: '        X-Retry-After:\n',
  },
  {
    name: 'a required field less: the video of a completed job',
    file,
    find: 'required: [status, finished_at, output_url]',
    replace: 'required: [status, finished_at]',
  },
  {
    name: 'two videos are a job',
    file,
    find: '- $ref: "#/components/schemas/VideoInput"\n                - $ref: "#/components/schemas/AudioInput"',
    replace: '- $ref: "#/components/schemas/VideoInput"\n                - $ref: "#/components/schemas/VideoInput"',
  },
  {
    name: 'tuples that mean something else: no dialect',
    file,
    find: 'jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n',
    replace: '',
  },
  { name: 'a credential less: x-api-key', file, find: '  - apiKeyAuth: []\n', replace: '' },
];
