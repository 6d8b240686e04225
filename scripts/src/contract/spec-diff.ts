import { projectRoot } from '../workspace.ts';
import { checkContractVersion } from './check-contract-version.ts';
import { contractPath } from './released-contract.ts';

try {
  const { base, changes, complaints } = await checkContractVersion(projectRoot, process.argv[2]);
  console.log(`${contractPath} against ${base}: ${changes.length === 0 ? 'no change' : ''}`);
  for (const { impact, text } of changes) console.log(`  ${impact.padEnd(8)}  ${text}`);
  if (complaints.length > 0) {
    console.error([...complaints, 'Run:  pnpm changeset'].join('\n'));
    process.exitCode = 1;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
