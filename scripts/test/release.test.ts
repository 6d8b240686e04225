import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { releaseNotes } from '../src/release-notes.ts';
import { releasePlan } from '../src/release-plan.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'plan-'));
  await mkdir(join(root, '.changeset'));
  await writeFile(join(root, '.changeset/config.json'), '{}');
  await addPackage('client', { version: '0.2.0' });
  await addPackage('mock-server', { version: '0.1.0' });
  await addPackage('demo', { version: '0.0.0', private: true });
  await addPackage('react', { version: '0.0.0' });
});
afterEach(() => rm(root, { recursive: true }));

async function addPackage(name: string, manifest: object): Promise<void> {
  await mkdir(join(root, 'packages', name), { recursive: true });
  await writeFile(join(root, 'packages', name, 'package.json'), JSON.stringify({ name: `@acme/${name}`, ...manifest }));
}

const names = async (...onRegistry: string[]) => {
  const plan = await releasePlan(root, async ({ name, version }) => onRegistry.includes(`${name}@${version}`));
  return { version: plan.version, publish: plan.publish.map(({ name }) => name) };
};

test('noted changes ask for versions first', async () => {
  await writeFile(join(root, '.changeset/lucky-dogs.md'), 'A change.');
  expect(await names()).toEqual({ version: true, publish: [] });
});

test('what the registry lacks is published, but nothing private and nothing without a version', async () => {
  expect(await names()).toEqual({ version: false, publish: ['@acme/client', '@acme/mock-server'] });
});

test('what the registry has is left alone', async () => {
  expect(await names('@acme/client@0.1.0', '@acme/mock-server@0.1.0')).toEqual({
    version: false,
    publish: ['@acme/client'],
  });
  expect(await names('@acme/client@0.2.0', '@acme/mock-server@0.1.0')).toEqual({
    version: false,
    publish: [],
  });
});

test('a registry that fails is not taken for one that has nothing', async () => {
  const broken = async () => {
    throw new Error('no answer');
  };
  await expect(releasePlan(root, broken)).rejects.toThrow('no answer');
});

const changelog = `# @acme/client

## 0.2.0

### Minor Changes

- Files.

## 0.1.0

### Minor Changes

- First.
`;

test('the notes of a release are those of its version', () => {
  expect(releaseNotes(changelog, '0.2.0')).toBe('### Minor Changes\n\n- Files.\n');
  expect(releaseNotes(changelog, '0.1.0')).toBe('### Minor Changes\n\n- First.\n');
  expect(() => releaseNotes(changelog, '0.3.0')).toThrow('pnpm release:version');
});
