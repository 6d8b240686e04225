import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { checkContractVersion } from '../src/contract/check-contract-version.ts';
import { keepContract, lastReleased } from '../src/contract/released-contract.ts';
import { specFile } from '../src/generate/generated-files.ts';
import { newFolder } from './new-folder.ts';

let root: URL;
beforeEach(async () => {
  root = await newFolder();
  await addPackage('spec', { private: true });
  await addPackage('scripts', { private: true, devDependencies: { '@acme/client': '*' } });
  await addPackage('packages/client', { devDependencies: { '@acme/spec': '*' } });
  await addPackage('packages/mock', { devDependencies: { '@acme/spec': '*' } });
  await addPackage('packages/hooks', { peerDependencies: { '@acme/client': '*' } });
  await addPackage('packages/demo', { private: true, dependencies: { '@acme/mock': '*' } });
  await addPackage('packages/apart', {});
  await copyFile(specFile, new URL('spec/openapi.yaml', root));
  await mkdir(new URL('.changeset/', root));
});

async function addPackage(folder: string, manifest: object, version = '0.4.0'): Promise<void> {
  await mkdir(new URL(`${folder}/`, root), { recursive: true });
  const name = `@acme/${folder.replace('packages/', '')}`;
  await writeFile(new URL(`${folder}/package.json`, root), JSON.stringify({ name, version, ...manifest }));
}

async function addChangeset(levels: Record<string, string>): Promise<void> {
  const lines = Object.entries(levels).map(([name, level]) => `"@acme/${name}": ${level}`);
  const file = new URL(`.changeset/${lines.join().replaceAll(/\W+/g, '-')}.md`, root);
  await writeFile(file, `---\n${lines.join('\n')}\n---\n\nNews.\n`);
}

async function editContract(from: string, to: string): Promise<void> {
  const file = new URL('spec/openapi.yaml', root);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

const breakContract = () => editContract('operationId: health.check', 'operationId: ping');
const addToContract = () => editContract('tags: [health]\n', 'tags: [health]\n      deprecated: true\n');
const complaints = async (revision?: string) => (await checkContractVersion(root, revision)).complaints;

test('before the first release everything is new, for whatever follows the contract and is published', async () => {
  expect(await checkContractVersion(root)).toEqual({
    base: 'nothing, as there is no release yet',
    changes: [{ impact: 'additive', text: 'the whole contract is new' }],
    complaints: ['client', 'hooks', 'mock'].map(
      (name) => `@acme/${name} 0.4.0 needs a minor changeset for this additive change, and has none.`,
    ),
  });
  await addChangeset({ client: 'minor', hooks: 'minor' });
  await addChangeset({ mock: 'major' });
  expect(await complaints()).toEqual([]);
});

test('an unchanged contract needs no changeset, and changed words need none', async () => {
  await keepContract(root, '0.4.0');
  expect(await checkContractVersion(root)).toEqual({ base: 'release 0.4.0', changes: [], complaints: [] });
  await editContract('Needs no authentication.', 'No token needed.');
  expect(await checkContractVersion(root)).toMatchObject({ changes: [{ impact: 'docs' }], complaints: [] });
});

test('a breaking change needs a minor below 1.0 and a major from there on', async () => {
  await keepContract(root, '0.4.0');
  await addPackage('packages/mock', { devDependencies: { '@acme/spec': '*' } }, '2.1.0');
  await breakContract();
  await addChangeset({ client: 'patch', hooks: 'minor', mock: 'minor' });
  expect(await complaints()).toEqual([
    '@acme/client 0.4.0 needs a minor changeset for this breaking change, and has only a patch one.',
    '@acme/mock 2.1.0 needs a major changeset for this breaking change, and has only a minor one.',
  ]);
});

test('an additive change needs a minor', async () => {
  await addPackage('packages/client', { devDependencies: { '@acme/spec': '*' } }, '1.0.0');
  await keepContract(root, '1.0.0');
  await addToContract();
  await addChangeset({ client: 'none', hooks: 'minor' });
  await addChangeset({ mock: 'patch' });
  await addChangeset({ mock: 'minor' });
  expect(await complaints()).toEqual([
    '@acme/client 1.0.0 needs a minor changeset for this additive change, and has none.',
  ]);
});

test('the newest release counts, by version and not by spelling', async () => {
  await keepContract(root, '0.9.0');
  await breakContract();
  expect(await keepContract(root, '0.10.0')).toBe('spec/released/0.10.0.yaml');
  expect(await lastReleased(root)).toMatchObject({ version: '0.10.0' });
  expect(await complaints()).toEqual([]);
});

test('the same contract is kept once, and what was released under a version is never overwritten', async () => {
  expect(await keepContract(root, '0.4.0')).toBe('spec/released/0.4.0.yaml');
  expect(await keepContract(root, '0.5.0')).toBeUndefined();
  await breakContract();
  await expect(keepContract(root, '0.4.0')).rejects.toThrow('no package has a newer version. Run:  pnpm changeset');
});

test('a git revision serves as base, and an unknown one is an error', async () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: fileURLToPath(root), stdio: 'pipe' });
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'first');
  await editContract('        "500": { $ref: "#/components/responses/InternalError" }\n', '');
  const verdict = await checkContractVersion(root, 'HEAD');
  expect(verdict.base).toBe('HEAD');
  const text = expect.stringMatching(/^HEAD:spec\/openapi\.yaml:\d+ Response `500` was removed/);
  expect(verdict.changes).toContainEqual({ impact: 'breaking', text });
  expect(verdict.complaints).toHaveLength(3);
  await expect(complaints('HEAD~5')).rejects.toThrow('"HEAD~5" is no git revision that holds spec/openapi.yaml');
});
