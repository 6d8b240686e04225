import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot, workspaceFolders } from '../src/workspace.ts';

// What runs in CI today is what ran yesterday: no version is a range.
const exact = /^(npm:(@[\w-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-beta\.\d+)?$/;
const shared = /^(catalog:|workspace:\*)$/;

const read = (path: string) => readFile(new URL(path, projectRoot), 'utf8');
const inexact = (versions: Record<string, string> = {}, allowed: RegExp[] = [exact]) =>
  Object.entries(versions).filter(([, version]) => !allowed.some((pattern) => pattern.test(version)));

const workspace = (await workspaceFolders()).map((folder) => folder.href.slice(projectRoot.href.length));
// Installed by the commands that need them.
const apart = [
  'packages/contract-tests/consumers/tools/',
  'packages/contract-tests/runtimes/',
  'packages/demo/browser/',
  'packages/bench/peers/',
  'packages/bench/postgres/',
  'site/',
];

test.each(['', ...workspace, ...apart])('%spackage.json', async (folder) => {
  const manifest = JSON.parse(await read(`${folder}package.json`));
  const allowed = apart.includes(folder) ? [exact] : [exact, shared];
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
    expect(inexact(manifest[kind], allowed)).toEqual([]);
});

test('the catalog, and what is forced on dependencies of dependencies', async () => {
  const { catalog, overrides } = parse(await read('pnpm-workspace.yaml'));
  expect(inexact(catalog)).toEqual([]);
  expect(inexact(overrides)).toEqual([]);
});

test('whatever is installed apart has a lockfile, which its command may not change', async () => {
  for (const folder of apart) expect(await read(`${folder}pnpm-lock.yaml`)).toMatch(/^lockfileVersion:/);
});

test('each dependency that users install is moved alone, or by hand', async () => {
  const manifests = await Promise.all(workspace.map(async (folder) => JSON.parse(await read(`${folder}package.json`))));
  const published = manifests.filter((manifest) => !manifest.private);
  const installed = new Set(published.flatMap(({ dependencies = {} }) => Object.keys(dependencies)).sort());
  const { packageRules } = JSON.parse(await read('renovate.json'));
  const held = /^(@stoplight\/|@chamelaion\/)/;
  const alone = packageRules.find((rule: { groupName?: string | null }) => rule.groupName === null);
  expect(alone.matchPackageNames).toEqual([...installed].filter((name) => !held.test(name)));
});
