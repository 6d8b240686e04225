import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '@chamelaion/contract-tests/install';
import { runConsumer } from '@chamelaion/contract-tests/run-consumer';
import { startPackedMock } from '@chamelaion/contract-tests/start-packed-mock';
import { run } from '../run.ts';
import { projectRoot } from '../workspace.ts';
import { packAll } from './pack-all.ts';

const root = fileURLToPath(projectRoot);
const workTree = () => run(root, 'git', 'status', '--porcelain');

const before = await workTree();
if (before) console.log('Uncommitted changes are left out.');
const scratch = await mkdtemp(join(tmpdir(), 'release-'));
try {
  const clone = join(scratch, 'clone');
  await run(root, 'git', 'clone', '--quiet', root, clone);
  await run(clone, 'pnpm', 'install', '--frozen-lockfile', '--prefer-offline');
  await run(clone, 'pnpm', 'release:version');
  await run(clone, 'pnpm', 'build');

  // As if the registry had nothing: the whole way is tried, whatever is published already.
  const releases = await packAll(clone, join(scratch, 'release'));
  for (const { name, version, tarball } of releases) {
    await run(scratch, 'npm', 'publish', '--dry-run', '--access', 'public', tarball);
    console.log(`npm would publish ${name}@${version}`);
  }
  if (releases.length === 0) throw new Error('nothing would be published');

  const user = join(scratch, 'user');
  const tarballs = releases.map(({ tarball }) => tarball);
  await install(tarballs, user);
  const mock = await startPackedMock(user);
  try {
    const commands = [[process.execPath, 'import.js']] as const;
    const { outcome, complaint } = await runConsumer({ name: 'release', app: 'node', commands }, user, mock);
    if (outcome !== 'ok') throw new Error(complaint);
  } finally {
    await mock.close();
  }
  console.log('A job on the installed tarballs: completed');
} finally {
  await rm(scratch, { recursive: true, force: true });
}
if ((await workTree()) !== before) throw new Error('the dry run changed the work tree: see git status');
