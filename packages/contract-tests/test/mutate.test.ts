import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { areas } from '../mutate/areas.ts';
import { projectRoot } from '../mutate/copy-project.ts';
import { judge } from '../mutate/judge.ts';
import { type Mutation, mutated } from '../mutate/mutation.ts';
import type { Suite } from '../mutate/run-suite.ts';
import { killRate, verdictLine, verdictsTable } from '../mutate/verdicts.ts';

// `pnpm contract:mutate` itself takes minutes; this is what it is made of.
const versions: Suite = {
  name: 'versions',
  folder: 'scripts',
  run: { vitest: ['test/exact-versions.test.ts'] },
};
const area = { name: 'workspace', builds: [], suites: [versions] };
const file = 'pnpm-workspace.yaml';
const harmless: Mutation = {
  name: 'other words',
  file,
  find: 'carets lead to',
  replace: 'carets take us to',
};
const deadly: Mutation = { name: 'a range', file, find: '\n  fast-check: ', replace: '\n  fast-check: ^' };

const breakages = areas.flatMap(({ name: area, mutations }) =>
  mutations.map((mutation) => ({ area, breakage: mutation.name, mutation })),
);

test.each(breakages)('$area: $breakage: still finds its text', async ({ mutation }) => {
  expect(await mutated(projectRoot, mutation)).toContain(mutation.replace);
});

test('there are enough of them in every area, each with its own name', () => {
  const counts = Object.fromEntries(areas.map(({ name, mutations }) => [name, mutations.length]));
  expect(counts['spec']).toBeGreaterThanOrEqual(6);
  expect(counts['types']).toBeGreaterThanOrEqual(4);
  expect(new Set(breakages.map(({ area, breakage }) => `${area}: ${breakage}`)).size).toBe(breakages.length);
});

test.each([
  ['nowhere', 'no such text', 'stands 0 times'],
  ['twice', '@stoplight/prism-core', 'stands 2 times'],
])('a breakage whose text is there %s is an error', async (_, find, complaint) => {
  await expect(judge(area, { ...harmless, find })).rejects.toThrow(complaint);
});

test('a breakage that no test sees is a survivor; one that a test sees is not', async () => {
  const [survivor, killed] = await Promise.all([judge(area, harmless), judge(area, deadly)]);
  expect(survivor).toMatchObject({ name: 'other words', suite: undefined, killer: undefined });
  expect(killed).toMatchObject({ name: 'a range', suite: 'versions' });
  expect(killed.killer).toMatch(/^exact-versions\.test\.ts: the catalog/);

  expect(verdictLine(survivor)).toContain('workspace: other words -> SURVIVED');
  expect(killRate([survivor, killed])).toBe('1 of 2 killed (50 %)');
  expect(verdictsTable([survivor, killed], 'abc1234', 61)).toMatch(/at abc1234, in 2 min.*\| SURVIVED \|/s);
  expect(await readFile(join(projectRoot, file), 'utf8')).toContain(harmless.find);
});

test('what cannot be built is an error, because no test has judged it', async () => {
  const builds = [{ folder: 'scripts', command: [process.execPath, '-e', 'throw 1'] }] as const;
  await expect(judge({ ...area, builds }, harmless)).rejects.toThrow('"other words" cannot be built');
});

test('tests that cannot run are an error', async () => {
  const suites: Suite[] = [{ ...versions, folder: 'docs' }];
  await expect(judge({ ...area, suites }, harmless)).rejects.toThrow('Cannot find module');
});
