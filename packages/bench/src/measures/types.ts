import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** What a file costs the compiler. */
export interface TypeCost {
  readonly instantiations: number;
  readonly megabytes: number;
}

const compiler = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
const flags = [
  ...['--extendedDiagnostics', '--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions'],
  ...['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom', '--types', 'node'],
];

/** Compiles a file as a consumer would; throws if it does not compile. */
export function measureTypes(file: string): TypeCost {
  const output = execFileSync(process.execPath, [compiler, ...flags, file], {
    cwd: dirname(file),
    encoding: 'utf8',
  });
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(output)?.[1]);
  return { instantiations: read('Instantiations'), megabytes: read('Memory used') / 1_000 };
}
