import { checkDrift } from './check-drift.ts';

const complaint = await checkDrift();
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
}
