import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../src/workspace.ts';

interface Job {
  readonly permissions?: Record<string, string>;
  readonly environment?: string;
  readonly 'runs-on': string;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: { readonly node: string[] } };
  readonly steps: { readonly uses?: string; readonly run?: string; readonly with?: Record<string, unknown> }[];
}

const folder = new URL('.github/workflows/', projectRoot);
const workflows = await Promise.all(
  (await readdir(folder)).map(async (name) => {
    const text = await readFile(new URL(name, folder), 'utf8');
    return { name, text, workflow: parse(text) as { permissions: object; jobs: Record<string, Job> } };
  }),
);
const jobs = workflows.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([job, it]) => [`${name}: ${job}`, it] as const),
);

test.each(workflows)('$name: every action is pinned to a commit, with its version beside it', ({ text }) => {
  const uses = text.match(/uses:.*/g) ?? [];
  expect(uses.length).toBeGreaterThan(0);
  const pinned = /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
  expect(uses.filter((line) => !pinned.test(line))).toEqual([]);
});

test.each(workflows)('$name: no secret of the repository is read', ({ text }) => {
  expect(text).not.toMatch(/secrets\./);
});

test.each(workflows)('$name: no job writes by default', ({ workflow }) => {
  expect(Object.values(workflow.permissions).filter((right) => right !== 'read')).toEqual([]);
});

const exact = /^\d+\.\d+\.\d+$/;

test.each(jobs)('%s: an exact system and Node, an end, and no token left on disk', (_, job) => {
  expect(job['runs-on']).toMatch(/-\d+\.\d+$/);
  expect(job['timeout-minutes']).toBeGreaterThan(0);
  for (const { uses = '', with: inputs } of job.steps) {
    if (uses.startsWith('actions/checkout@')) expect(inputs?.['persist-credentials']).toBe(false);
    if (!uses.startsWith('actions/setup-node@')) continue;
    const version = inputs?.['node-version'];
    const versions = String(version).includes('matrix.node') ? job.strategy?.matrix.node : [version];
    expect(versions?.filter((version) => !exact.test(String(version)))).toEqual([]);
  }
});

test('only one job may publish; it may do nothing else, and runs nothing of this repository', () => {
  const publishing = jobs.filter(([, { permissions }]) => permissions?.['id-token']);
  expect(publishing.map(([name]) => name)).toEqual(['release.yml: publish']);
  const [, { permissions, environment, steps }] = publishing[0] ?? ['', {} as Job];
  expect(permissions).toEqual({ 'id-token': 'write' });
  expect(environment).toBe('npm');
  expect(steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))).toEqual([]);
  for (const [, job] of jobs.filter(([name]) => name !== 'release.yml: publish'))
    expect(job.steps.filter(({ run }) => run?.includes('npm publish'))).toEqual([]);
});

test.each(workflows)('$name: its pnpm is that of the workspace', async ({ text }) => {
  const { packageManager } = JSON.parse(await readFile(new URL('package.json', projectRoot), 'utf8'));
  const others = (text.match(/pnpm@\S+/g) ?? []).filter((named) => named !== packageManager);
  expect(others).toEqual([]);
});
