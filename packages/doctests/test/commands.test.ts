import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { inlineCode, markdownBlocks, root } from '../src/code-blocks.ts';

const readPackage = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const { scripts, packageManager } = readPackage('package.json');
const inline = (await inlineCode()).map(({ file, code }) => ({ file, command: code }));
const shell = (await markdownBlocks()).filter(({ language }) => language === 'sh');

/** Every command of the documentation, with its place. */
const commands = [
  ...shell.flatMap(({ file, code }) => {
    const lines = code.replaceAll('\\\n', ' ').split('\n');
    return lines.map((line) => ({ file, command: line.replace(/(^|\s)#.*/, '').trim() }));
  }),
  ...inline,
].filter(({ command }) => /^(\w+=\S+ )*(npx|npm|pnpm|claude|chamelaion|chamelaion-mock)\b/.test(command));

test('the scripts of the project exist', () => {
  expect(commands.length).toBeGreaterThan(20);
  // pnpm's own commands.
  const own = ['install', 'exec', 'docs'];
  for (const { file, command } of commands) {
    const [, version, name] = /\bpnpm(@\S+)? ([a-z][\w:-]*)/.exec(command) ?? [];
    if (name && !own.includes(name)) expect(Object.keys(scripts), `${file}: ${command}`).toContain(name);
    if (version) expect(`pnpm${version}`, file).toBe(packageManager);
  }
});

test('the scripts of its packages exist', () => {
  const ofPackages = commands.flatMap(({ file, command }) => {
    const [, folder = '', name] = /--filter \.\/(\S+) (?:run )?([a-z]\S*)/.exec(command) ?? [];
    return name && name !== 'pack' ? [{ file, folder, name }] : [];
  });
  expect(ofPackages.length).toBeGreaterThan(5);
  for (const { file, folder, name } of ofPackages) {
    expect(Object.keys(readPackage(`${folder}/package.json`).scripts), `${file}: ${folder}`).toContain(name);
  }
});

const readHelp = (path: string) => readFileSync(join(root, path), 'utf8');
const mock = join(root, 'packages/mock-server/bin/chamelaion-mock.js');

test.each([
  // The command also starts the mock.
  ['chamelaion', /^chamelaion (?!mock)/, () => readHelp('docs/cli.md')],
  ['chamelaion-mcp', /@chamelaion\/mcp\b/, () => readHelp('packages/mcp/src/options.ts')],
  ['pnpm bench batch', /pnpm bench batch /, () => readHelp('packages/bench/src/batch/bench-batch.ts')],
  [
    'chamelaion-mock',
    /\b(chamelaion-mock|npx @\w+\/mock-server)\b/,
    () => execFileSync(process.execPath, [mock, '--help'], { encoding: 'utf8' }),
  ],
])('%s has the options that it is given', (name, isOurs, help) => {
  const known = new Set(help().match(/--[a-z][a-z-]*|\b[a-z]+(?=: \w+,\n)/g));
  // Those of the program that starts it stand before.
  const given = commands
    .filter(({ command }) => isOurs.test(command))
    .map(({ command }) => command.split(' -- ').at(-1));
  const inReadme = inline.filter(({ file, command }) => /mock-server.README/.test(file) && command.startsWith('--'));
  if (name === 'chamelaion-mock') given.push(...inReadme.map(({ command }) => command));
  const used = given.flatMap((text) => text?.match(/--[a-z][a-z-]*|(?<=bench batch )[a-z]+/g) ?? []);
  expect(used.length).toBeGreaterThan(name === 'chamelaion-mock' ? 10 : 0);
  expect(used.filter((flag) => !known.has(flag))).toEqual([]);
});

test('the packages to install are packages of this project', () => {
  const manifests = globSync('packages/*/package.json', { cwd: root }).map(readPackage);
  const published = manifests.flatMap(({ name, private: isPrivate }) => (isPrivate ? [] : [name]));
  const [scope] = published[0].split('/');
  for (const { file, command } of commands.filter(({ command }) => /\bnpm install\b/.test(command))) {
    const own = command.split(/\s+/).filter((word) => word.startsWith(`${scope}/`));
    for (const name of own) expect(published, `${file}: ${command}`).toContain(name);
  }
});
