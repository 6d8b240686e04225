import { usage } from './failure.ts';

/** Sets what a file says of the environment and the environment does not. */
export function loadEnvFile(path: string | undefined): void {
  if (path === undefined) return;
  try {
    process.loadEnvFile(path);
  } catch (error) {
    throw usage(`--env-file cannot be read: ${(error as Error).message}`, 'Name a file with lines of NAME=value.');
  }
}
