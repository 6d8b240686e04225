import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Where the bundles are. */
export const bundles: URL = new URL('../dist/', import.meta.url);

/** Writes what runtimes run as plain JavaScript. Where there are no packages, the built client goes into it. */
export async function bundle(): Promise<void> {
  await Promise.all([
    build('script', '--external:@chamelaion/client', '--external:node:*'),
    build('page'),
    build('workerd'),
  ]);
}

async function build(entry: string, ...flags: string[]): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [
      'node_modules/esbuild/bin/esbuild',
      `entries/${entry}.ts`,
      `--outfile=dist/${entry}.js`,
      ...['--bundle', '--format=esm', '--target=es2022', '--log-level=warning', ...flags],
    ],
    { cwd: fileURLToPath(new URL('../', import.meta.url)) },
  );
}
