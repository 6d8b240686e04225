import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import readChangesets from '@changesets/read';
import { type Change, compareContracts, worst } from './compare-contracts.ts';
import { followers } from './followers.ts';
import { missingChangesets } from './missing-changesets.ts';
import { contractPath, lastReleased } from './released-contract.ts';

/** What has changed, and what the changesets lack for it. */
export interface Verdict {
  /** What the contract was compared with. */
  base: string;
  changes: Change[];
  complaints: string[];
}

/** Compares the contract with a git revision or, without one, with the last release. */
export async function checkContractVersion(root: URL, revision?: string): Promise<Verdict> {
  const { base, changes } = await (revision ? sinceRevision(root, revision) : sinceRelease(root));
  const [packages, changesets] = await Promise.all([followers(root), readChangesets(fileURLToPath(root))]);
  return { base, changes, complaints: missingChangesets(worst(changes), packages, changesets) };
}

async function sinceRelease(root: URL): Promise<Omit<Verdict, 'complaints'>> {
  const last = await lastReleased(root);
  if (!last) {
    const changes: Change[] = [{ impact: 'additive', text: 'the whole contract is new' }];
    return { base: 'nothing, as there is no release yet', changes };
  }
  const changes = await compareContracts(last.file, new URL(contractPath, root), root);
  return { base: `release ${last.version}`, changes };
}

async function sinceRevision(root: URL, revision: string): Promise<Omit<Verdict, 'complaints'>> {
  const show = ['show', '--end-of-options', `${revision}:${contractPath}`];
  const { stdout } = await promisify(execFile)('git', show, { cwd: fileURLToPath(root) }).catch(() => {
    throw new Error(`"${revision}" is no git revision that holds ${contractPath}. Without one:  pnpm spec:diff`);
  });
  const folder = await mkdtemp(join(tmpdir(), 'contract-'));
  try {
    const file = join(folder, 'openapi.yaml');
    await writeFile(file, stdout);
    const changes = await compareContracts(pathToFileURL(file), new URL(contractPath, root), root);
    // Where something was removed from is told as git names it, and not by a file that is gone by then.
    const place = relative(fileURLToPath(root), file);
    const name = (text: string) => text.replace(place, `${revision}:${contractPath}`);
    return { base: revision, changes: changes.map(({ impact, text }) => ({ impact, text: name(text) })) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
