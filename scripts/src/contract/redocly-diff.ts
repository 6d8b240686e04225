import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../workspace.ts';

/** A change as `redocly diff` reports it. */
export interface ReportedChange {
  /** JSON pointer of what changed, where it is used: references are followed. */
  path: string;
  /** The kind of node that changed, such as `Operation`. */
  typeName: string;
  kind: 'added' | 'removed' | 'modified';
  impact: 'major' | 'minor' | 'patch';
  /** The keyword of the node that changed; `key` if the node itself was renamed. */
  property?: string;
  verdicts: { message: string }[];
  base?: Place;
  revision?: Place;
}

interface Place {
  file: string;
  line: number;
  value?: unknown;
}

const cli = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js');
const config = fileURLToPath(new URL('spec/redocly.yaml', projectRoot));

/** Every change from one contract to another, but for the order of tuples and the values of examples. */
export async function redoclyDiff(base: URL, revision: URL, root: URL): Promise<ReportedChange[]> {
  const files = [fileURLToPath(base), fileURLToPath(revision)];
  const options = ['--format=json', '--fail-on=none', `--config=${config}`];
  const run = promisify(execFile)(process.execPath, [cli, 'diff', ...files, ...options], {
    cwd: fileURLToPath(root),
    maxBuffer: 2 ** 26,
  });
  const { stdout } = await run.catch((error: { stderr?: string; message: string }) => {
    throw new Error(`The contracts cannot be compared.\n${(error.stderr || error.message).trim()}`);
  });
  return JSON.parse(stdout).changes;
}
