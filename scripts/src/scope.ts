import { readScope, renameScope } from './rename-scope.ts';
import { projectRoot } from './workspace.ts';

const [to] = process.argv.slice(2);
if (to) {
  try {
    const files = await renameScope(projectRoot, to);
    console.log(`${files.length} files now say ${to}. Run:  pnpm install && pnpm generate && pnpm check`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
} else {
  console.log(`${await readScope(projectRoot)} (to change it: pnpm scope @other)`);
}
