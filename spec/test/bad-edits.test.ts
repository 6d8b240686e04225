import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import turbo from '../../turbo.json' with { type: 'json' };
import manifest from '../package.json' with { type: 'json' };

type Edit = [name: string, from: string, to: string, below: number, message: string];

const spec = fileURLToPath(new URL('..', import.meta.url));
const path = [join(spec, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
const text = readFileSync(join(spec, 'openapi.yaml'), 'utf8');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-edits-'));
  for (const file of ['redocly.yaml', 'lint-sources.js']) await cp(join(spec, file), join(folder, file));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs on copies of the contract, each with one edit, what `pnpm check` runs first of all. Gives what was printed. */
async function lint(edits: Edit[]): Promise<string> {
  const names = edits.map(([name]) => `${name.replaceAll(/\W+/g, '-')}.yaml`);
  await Promise.all(edits.map(([, from, to], i) => writeFile(join(folder, names[i] ?? ''), edited(from, to))));
  const env = { ...process.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: '0' };
  const command = manifest.scripts.lint.replace('openapi.yaml', names.join(' '));
  return new Promise((resolve) => {
    exec(`${command} 2>&1`, { cwd: folder, env }, (error, stdout) => {
      resolve(`${stdout}\nexit code ${error?.code ?? 0}`);
    });
  });
}

function edited(from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, () => to);
}

function expectOneError(output: string, [, from, , below, message]: Edit): void {
  expect(output).toContain(message);
  const line = text.slice(0, text.indexOf(from)).split('\n').length;
  expect(output).toMatch(new RegExp(`\\.yaml(:|" \\()${line + below}:\\d+`));
  expect(output.match(/^\[\d+\] |^ +- .* in "/gm)).toHaveLength(1);
}

const operation = '      operationId: health.check\n';
const draft = 'https://json-schema.org/draft/2020-12/schema';
const dialect = `jsonSchemaDialect: ${draft}\n`;
const lacksSource = 'must say where it is known from: x-source: [reference | site | sdk | python | help], or x-ours';

/** The edit, how many lines below its start the error stands, and what it says. */
const unreadable: Edit[] = [
  ['invalid YAML', 'tags: [health]', 'tags: [health', 1, 'deficient indentation'],
  ['a tab', operation, operation.replace('      ', '\t'), 0, 'tab characters must not be used in indentation'],
  ['a key given twice', operation, operation + operation, 1, 'duplicated mapping key'],
];

const readable: Edit[] = [
  ['a dangling $ref', 'schemas/HealthCheckResponse" }', 'schemas/HealthCheck" }', 0, "Can't resolve $ref"],
  ['an example that breaks its schema', 'value: { status: ok }', 'value: { status: up }', 0, 'equal to constant'],
  ['an example that lacks a field', 'name: My API Token }', 'nam: My API Token }', 0, "required property 'name'"],
  ['an operationId given twice', 'users.retrieveCurrent\n', 'health.check\n', 0, 'must have a unique `operationId`'],
  ['no dialect', dialect, '', -2, `\`jsonSchemaDialect\` must be ${draft}`],
  ['another dialect', dialect, dialect.replace('2020-12', '2019-09'), 0, `\`jsonSchemaDialect\` must be ${draft}`],
  [
    'an unknown key under a path',
    '  /health:\n',
    '  /health:\n    gett: {}\n',
    1,
    'Property `gett` is not expected here',
  ],
  ['a misspelt keyword', 'required: [inputs]', 'requried: [inputs]', 0, 'Property `requried` is not expected here'],
  [
    'a required property that is not there',
    'required: [name]',
    'required: [nmae]',
    0,
    "property 'nmae' is not defined",
  ],
  ['an operation without a source', `${operation}      x-source: [site, sdk]\n`, operation, -1, 'get must say where'],
  [
    'a schema without a source',
    '    Pagination:\n      x-source: [site]\n',
    '    Pagination:\n',
    0,
    `Pagination ${lacksSource}`,
  ],
  [
    'a source that is not listed',
    '    x-source: [sdk]\n',
    '    x-source: [hearsay]\n',
    0,
    'x-source must be a list of',
  ],
  [
    'a decision without a reason',
    'x-ours: The doc',
    "x-ours: ''\n                  # The doc",
    0,
    'x-ours must say why',
  ],
];

test.concurrent.each(unreadable)('%s is one error with its line', async (...edit) => {
  const output = await lint([edit]);
  expect(output).toContain('exit code 1');
  expectOneError(output, edit);
});

describe('in one run, because each start takes half a second', () => {
  let outputs: string[];
  beforeAll(async () => {
    outputs = (await lint(readable)).split(/^validating .*$/m).slice(1);
    expect(outputs).toHaveLength(readable.length);
    expect(outputs.at(-1)).toContain('exit code 1');
  });

  test.each(readable.map((edit, i) => [edit[0], i, edit] as const))('%s is one error with its line', (_, i, edit) => {
    const output = outputs[i] ?? '';
    // A warning would not end the run.
    expect(output).toContain('Error was generated by');
    expectOneError(output, edit);
  });
});

test('the contract as it stands has no error', async () => {
  const output = await lint([['the contract as it stands', dialect, dialect, 0, '']]);
  expect(output).toContain('Your API description is valid');
  expect(output).toContain('exit code 0');
});

test('what reads the contract waits until it has been linted, so that there is no second error', () => {
  const { tasks } = turbo;
  expect(tasks['@chamelaion/spec#build'].dependsOn).toContain('lint');
  for (const task of ['drift', 'spec:diff', '@chamelaion/scripts#test'] as const) {
    expect(tasks[task].dependsOn).toContain('@chamelaion/spec#lint');
  }
});
