/** One deliberate breakage of a file: what it stands for, a text that the file has exactly once, and what replaces it. */
export type Mutant = readonly [name: string, find: string, replace: string];

/** Breakages of the contract: what is made of it is made anew, so only the contract is wrong. */
export const contractMutants: readonly Mutant[] = [
  [
    "a renamed field in an answer: a new job's id",
    'request_id:\n          type: string',
    'job_id:\n          type: string',
  ],
  ['a bound less: the limit of a page', '{ type: integer, minimum: 1, default: 20 }', '{ type: integer, default: 20 }'],
  [
    'a required field less: the video of a completed job',
    'required: [status, finished_at, output_url]',
    'required: [status, finished_at]',
  ],
  [
    'two videos are a job',
    '- $ref: "#/components/schemas/VideoInput"\n                - $ref: "#/components/schemas/AudioInput"',
    '- $ref: "#/components/schemas/VideoInput"\n                - $ref: "#/components/schemas/VideoInput"',
  ],
  [
    'tuples that mean something else: no dialect',
    'jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n',
    '',
  ],
  ['a credential less: x-api-key', '  - apiKeyAuth: []\n', ''],
];

/** Breakages of the types that are made of the contract. */
export const typeMutants: readonly Mutant[] = [
  [
    'two audio tracks compile',
    'inputs: [\n                components["schemas"]["VideoInput"],',
    'inputs: [\n                components["schemas"]["AudioInput"],',
  ],
  [
    'a status that does not narrow',
    'at `output_url`.\n             * @constant\n             */\n            status: "completed";',
    'at `output_url`.\n             * @constant\n             */\n            status: string;',
  ],
  [
    'an unknown status that is any text',
    'status: UnrecognizedStatus;\n        };\n        LipsyncRequestPage',
    'status: string;\n        };\n        LipsyncRequestPage',
  ],
  [
    'an upload without a video compiles',
    'video: Blob;\n            /** @description A WAV',
    'video?: Blob | undefined;\n            /** @description A WAV',
  ],
  ['a completed job without a video', '  output_url: string;', '  output_url?: string;'],
];
