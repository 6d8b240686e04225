import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inlineCode, markdownBlocks } from '../src/code-blocks.ts';
import { root } from '../src/workspace.ts';

const readPackage = (folder: string) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
const { scripts, packageManager } = readPackage('.');
const published = readdirSync(join(root, 'packages'))
  .map((name) => readPackage(`packages/${name}`))
  .filter((manifest) => !manifest.private)
  .map((manifest) => manifest.name);

/** Every command of the documentation, with its place. */
const commands = [
  ...(await markdownBlocks())
    .filter(({ language }) => language === 'sh')
    .flatMap(({ file, code }) =>
      code
        .replaceAll('\\\n', ' ')
        .split('\n')
        .map((command) => ({ file, command: command.replace(/(^|\s)#.*/, '').trim() })),
    ),
  ...(await inlineCode()).map(({ file, code }) => ({ file, command: code })),
].filter(({ command }) => /^(\w+=\S+ )*(npx|npm|pnpm|claude|chamelaion|chamelaion-mock)\b/.test(command));

test('there are commands to check', () => {
  expect(commands.length).toBeGreaterThan(20);
});

test('the scripts of the project exist', () => {
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
    expect(Object.keys(readPackage(folder).scripts), `${file}: ${folder}`).toContain(name);
  }
});

test.each([
  // The command also starts the mock.
  ['chamelaion', /^chamelaion (?!mock)/, 'docs/cli.md'],
  ['chamelaion-mcp', /@chamelaion\/mcp\b/, 'packages/mcp/src/options.ts'],
  ['pnpm bench batch', /pnpm bench batch /, 'packages/bench/src/batch/bench-batch.ts'],
])('%s has the options that it is given', (_, isOurs, help) => {
  const known = new Set(readFileSync(join(root, help), 'utf8').match(/--[a-z][a-z-]*|\b[a-z]+(?=: \w+,\n)/g));
  const used = commands
    .filter(({ command }) => isOurs.test(command))
    // Those of the program that starts it stand before.
    .flatMap(
      ({ command }) =>
        command
          .split(' -- ')
          .at(-1)
          ?.match(/--[a-z][a-z-]*|(?<=bench batch )[a-z]+/g) ?? [],
    );
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((flag) => !known.has(flag))).toEqual([]);
});

test('the packages to install are packages of this project', () => {
  const [scope] = published[0].split('/');
  for (const { file, command } of commands.filter(({ command }) => /\bnpm install\b/.test(command))) {
    const own = command.split(/\s+/).filter((word) => word.startsWith(`${scope}/`));
    for (const name of own) expect(published, `${file}: ${command}`).toContain(name);
  }
});

test('the mock server has the options that it is given', async () => {
  const bin = join(root, 'packages/mock-server/bin/chamelaion-mock.js');
  const help = execFileSync(process.execPath, [bin, '--help'], { encoding: 'utf8' });
  const known = new Set(help.match(/--[a-z][a-z-]*/g));
  const inCommands = commands
    .filter(({ command }) => /\b(chamelaion-mock|npx @\w+\/mock-server)\b/.test(command))
    .map(({ command }) => command);
  const inReadme = (await inlineCode())
    .filter(({ file, code }) => file === 'packages/mock-server/README.md' && code.startsWith('--'))
    .map(({ code }) => code);
  const used = [...inCommands, ...inReadme].flatMap((text) => text.match(/--[a-z][a-z-]*/g) ?? []);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((flag) => !known.has(flag))).toEqual([]);
});
