import { exec } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import turbo from '../../turbo.json' with { type: 'json' };
import manifest from '../package.json' with { type: 'json' };

const spec = fileURLToPath(new URL('..', import.meta.url));
const path = [join(spec, 'node_modules/.bin'), process.env['PATH']].join(delimiter);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-edits-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  failed: boolean;
  /** What was printed, without colours. */
  output: string;
  /** The first line that the edit touches. */
  line: number;
}

/** Edits a copy of the contract, and runs on it what `pnpm check` runs first of all. */
async function lint(name: string, from: string, to: string): Promise<Outcome> {
  const copy = join(folder, name.replaceAll(/\W+/g, '-'));
  for (const file of ['redocly.yaml', 'lint-sources.js']) await cp(join(spec, file), join(copy, file));
  const text = await readFile(join(spec, 'openapi.yaml'), 'utf8');
  expect(text).toContain(from);
  await writeFile(
    join(copy, 'openapi.yaml'),
    text.replace(from, () => to),
  );
  const line = text.slice(0, text.indexOf(from)).split('\n').length;
  const env = { ...process.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: '0' };
  return new Promise((resolve) => {
    exec(manifest.scripts.lint, { cwd: copy, env }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, output: stdout + stderr, line });
    });
  });
}

const operation = '      operationId: health.check\n';
const dialect = 'jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n';

/** The edit, how many lines below its start the error stands, and what it says. */
test.concurrent.each<[name: string, from: string, to: string, below: number, message: string]>([
  ['invalid YAML', 'tags: [health]', 'tags: [health', 1, 'deficient indentation'],
  ['a tab', operation, operation.replace('      ', '\t'), 0, 'tab characters must not be used in indentation'],
  ['a key given twice', operation, operation + operation, 1, 'duplicated mapping key'],
  ['a dangling $ref', 'schemas/HealthCheckResponse" }', 'schemas/HealthCheck" }', 0, "Can't resolve $ref"],
  [
    'an example that breaks its schema',
    'value: { status: ok }',
    'value: { status: up }',
    0,
    '`status` property must be equal to constant',
  ],
  [
    'an example that lacks a field',
    'name: My API Token }',
    'nam: My API Token }',
    0,
    "must have required property 'name'",
  ],
  [
    'an operationId given twice',
    'operationId: users.retrieveCurrent',
    'operationId: health.check',
    0,
    'Every operation must have a unique `operationId`',
  ],
  ['no dialect', dialect, '', -2, '`jsonSchemaDialect` must be https://json-schema.org/draft/2020-12/schema'],
  [
    'another dialect',
    dialect,
    dialect.replace('2020-12', '2019-09'),
    0,
    '`jsonSchemaDialect` must be https://json-schema.org/draft/2020-12/schema',
  ],
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
    "Required property 'nmae' is not defined",
  ],
  ['an operation without a source', `${operation}      x-source: [site, sdk]\n`, operation, -1, 'get must say where'],
  [
    'a schema without a source',
    '    Pagination:\n      x-source: [site]\n',
    '    Pagination:\n',
    0,
    'components schemas Pagination must say where it is known from: x-source: [reference | site | sdk], or x-ours',
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
    'x-ours: The documentation is silent',
    "x-ours: ''\n                  # The documentation is silent",
    0,
    'x-ours must say why',
  ],
])('%s is one error with its line', async (name, from, to, below, message) => {
  const { failed, output, line } = await lint(name, from, to);
  expect(failed).toBe(true);
  expect(output).toContain(message);
  expect(output).toMatch(new RegExp(`openapi\\.yaml(:|" \\()${line + below}:\\d+`));
  expect(output.match(/^\[\d+\] |^ +- .* in "/gm)).toHaveLength(1);
});

test('the contract as it stands has no error', async () => {
  const { failed, output } = await lint('as it stands', dialect, dialect);
  expect(output).toContain('Your API description is valid');
  expect(failed).toBe(false);
});

test('what reads the contract waits until it has been linted, so that there is no second error', () => {
  const { tasks } = turbo;
  expect(tasks['@chamelaion/spec#build'].dependsOn).toContain('lint');
  for (const task of ['drift', 'spec:diff', '@chamelaion/scripts#test'] as const) {
    expect(tasks[task].dependsOn).toContain('@chamelaion/spec#lint');
  }
});
