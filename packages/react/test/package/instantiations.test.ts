import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const tsc = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));

const peers = `import '@chamelaion/client';
import '@tanstack/react-query';
import 'react';
`;
const calls = `import * as hooks from '@chamelaion/react';
const { data } = hooks.useLipsyncRequest('id');
export const url = data?.status === 'completed' ? data.output_url : undefined;
export const page = hooks.useLipsyncRequests({ limit: 5 }).data?.pagination;
export const { hasNextPage } = hooks.useInfiniteLipsyncRequests();
export const user = hooks.useCurrentUser().data?.name;
export const { mutate } = hooks.useGenerateLipsync();
const job = hooks.useLipsyncJob();
export const request = job.phase === 'completed' ? job.request : undefined;
`;

test('six hooks together cost a consumer fewer type instantiations than one may', async () => {
  // Inside the package, so that its name leads to what is built.
  const folder = await mkdtemp(join(here, 'tmp-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const instantiations = async (name: string, code: string) => {
    const file = join(folder, name);
    await writeFile(file, code);
    const flags = ['--ignoreConfig', '--extendedDiagnostics', '--noEmit', '--strict', '--skipLibCheck'];
    const args = [...flags, '--module', 'nodenext', '--types', 'node,react', '--lib', 'es2023,dom', file];
    return Number(/Instantiations:\s+(\d+)/.exec(execFileSync(tsc, args, { encoding: 'utf8' }))?.[1]);
  };
  const more = (await instantiations('calls.mts', peers + calls)) - (await instantiations('peers.mts', peers));
  process.stdout.write(`six hooks: ${more} type instantiations\n`);
  expect(more).toBeGreaterThan(0);
  expect(more).toBeLessThan(2_000);
});
