import type { Mutation } from '../mutation.ts';

const file = 'spec/generated/schema.ts';

/** Breakages of the generated types. */
export const types: readonly Mutation[] = [
  {
    name: 'two audio tracks compile',
    file,
    find: 'inputs: [\n                components["schemas"]["VideoInput"],',
    replace: 'inputs: [\n                components["schemas"]["AudioInput"],',
  },
  { name: 'a status that does not narrow', file, find: 'status: "completed";', replace: 'status: string;' },
  {
    name: 'an unknown status that is any text',
    file,
    find: 'status: UnrecognizedStatus;',
    replace: 'status: string;',
  },
  {
    name: 'an upload without a video compiles',
    file,
    find: 'video: Blob;',
    replace: 'video?: Blob | undefined;',
  },
  {
    name: 'a completed job without a video',
    file,
    find: '  output_url: string;',
    replace: '  output_url?: string;',
  },
  { name: 'a wrong path', file, find: '"/v1/users/me": {', replace: '"/v1/user": {' },
];
