import { rsort } from 'semver';
import { projectRoot } from '../workspace.ts';
import { followers } from './followers.ts';
import { keepContract } from './released-contract.ts';

try {
  const [version] = rsort((await followers(projectRoot)).map((follower) => follower.version));
  const kept = await keepContract(projectRoot, version as string);
  console.log(
    kept ? `Kept the contract as ${kept}. Commit it with the versions.` : 'The contract is that of the last release.',
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
