import { projectRoot } from '../workspace.ts';
import { readTotals } from './read-totals.ts';

const { passed, failed, skipped } = await readTotals(projectRoot);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
if (failed > 0 || passed === 0) process.exitCode = 1;
