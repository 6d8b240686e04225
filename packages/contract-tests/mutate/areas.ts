import type { Command } from '../runtimes/driver/runtimes.ts';
import type { Mutation } from './mutation.ts';
import { spec } from './mutations/spec.ts';
import { types } from './mutations/types.ts';
import type { Suite } from './run-suite.ts';

/** What is broken, what is made of it, and which tests have to see it. */
export interface Area {
  readonly name: string;
  readonly mutations: readonly Mutation[];
  readonly builds: readonly { readonly folder: string; readonly command: Command }[];
  /** The fastest killers first. */
  readonly suites: readonly Suite[];
}

const bundle = {
  folder: 'spec',
  command: ['node_modules/.bin/redocly', 'bundle', 'openapi.yaml', '--output', 'dist/openapi.json'],
} as const;
const generate = {
  folder: 'scripts',
  command: ['node_modules/.bin/tsx', 'src/generate/generate.ts'],
} as const;
const build = (name: string) => ({ folder: `packages/${name}`, command: ['node_modules/.bin/tsdown'] }) as const;

const contract = (name: string, ...files: string[]): Suite => ({
  name: `contract: ${name}`,
  folder: 'packages/contract-tests',
  run: { vitest: ['--project=contract', ...files.map((file) => `test/${file}.test.ts`)] },
});
const answers = contract('documented answers, jobs', 'documented-answers', 'jobs');
const generated = contract('generated cases', 'valid-cases', 'invalid-cases');
const compiled = contract('types', 'types');
const examples: Suite = {
  name: 'spec: lint, examples',
  folder: 'spec',
  run: { vitest: ['test/bad-edits.test.ts', 'test/examples.test.ts'] },
};
const drift: Suite = {
  name: 'drift',
  folder: 'scripts',
  run: { command: ['node_modules/.bin/tsx', 'src/generate/drift.ts'] },
};
/** The contract, and the types that are made of it. */
export const areas: readonly Area[] = [
  // With all that follows a change of the contract made anew, so that what is left is a contract that is wrong.
  {
    name: 'spec',
    mutations: spec,
    builds: [bundle, generate, build('client'), build('mock-server')],
    suites: [answers, examples, compiled, generated],
  },
  { name: 'types', mutations: types, builds: [build('client')], suites: [compiled, drift] },
];
