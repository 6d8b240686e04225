/** One deliberate breakage of a file. */
export interface Mutant {
  /** What it stands for. */
  readonly name: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** Breakages of the contract: what is made of it is made anew, so only the contract is wrong. */
export const contractMutants: readonly Mutant[] = [
  {
    name: "a renamed field in an answer: a new job's id",
    find: 'request_id:\n          type: string',
    replace: 'job_id:\n          type: string',
  },
  {
    name: 'a bound less: the limit of a page',
    find: '{ type: integer, minimum: 1, default: 20 }',
    replace: '{ type: integer, default: 20 }',
  },
  {
    name: 'a required field less: the video of a completed job',
    find: 'required: [status, finished_at, output_url]',
    replace: 'required: [status, finished_at]',
  },
  {
    name: 'two videos are a job',
    find: '- $ref: "#/components/schemas/VideoInput"\n                - $ref: "#/components/schemas/AudioInput"',
    replace: '- $ref: "#/components/schemas/VideoInput"\n                - $ref: "#/components/schemas/VideoInput"',
  },
  {
    name: 'tuples that mean something else: no dialect',
    find: 'jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n',
    replace: '',
  },
  { name: 'a credential less: x-api-key', find: '  - apiKeyAuth: []\n', replace: '' },
];

/** Breakages of the types that are made of the contract. */
export const typeMutants: readonly Mutant[] = [
  {
    name: 'two audio tracks compile',
    find: 'inputs: [\n                components["schemas"]["VideoInput"],',
    replace: 'inputs: [\n                components["schemas"]["AudioInput"],',
  },
  {
    name: 'a status that does not narrow',
    find: 'at `output_url`.\n             * @constant\n             */\n            status: "completed";',
    replace: 'at `output_url`.\n             * @constant\n             */\n            status: string;',
  },
  {
    name: 'an unknown status that is any text',
    find: 'status: UnrecognizedStatus;\n        };\n        LipsyncRequestPage',
    replace: 'status: string;\n        };\n        LipsyncRequestPage',
  },
  {
    name: 'an upload without a video compiles',
    find: 'video: Blob;\n            /** @description A WAV',
    replace: 'video?: Blob | undefined;\n            /** @description A WAV',
  },
  {
    name: 'a completed job without a video',
    find: '  output_url: string;',
    replace: '  output_url?: string;',
  },
];
