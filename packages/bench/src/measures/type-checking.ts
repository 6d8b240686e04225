import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { clients } from '../clients.ts';
import { peersFolder } from '../peer-programs.ts';
import type { Section } from '../section.ts';

const compiler = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
const flags = [
  ...['--extendedDiagnostics', '--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions'],
  ...['--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom', '--types', 'node'],
];

/** Compiles a file as a consumer would, and gives what it costs; throws if it does not compile. */
export function measureTypes(file: string): { instantiations: number; megabytes: number } {
  const options = { cwd: dirname(file), encoding: 'utf8' } as const;
  const output = execFileSync(process.execPath, [compiler, ...flags, file], options);
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(output)?.[1]);
  return { instantiations: read('Instantiations'), megabytes: read('Memory used') / 1_000 };
}

/** What a client's types cost those who compile against them. */
export async function measureTypeChecking(): Promise<Section> {
  const compile = (file: string) => measureTypes(join(peersFolder, `${file}.ts`));
  const base = compile('client');
  return {
    title: 'Type-checking',
    text: `The file by which each client is measured, which submits, reads, uploads and, if the client can, waits, compiled by
TypeScript 5.9 with \`skipLibCheck\`: type instantiations and the compiler's memory, beyond those of a program without a
client. The first 141 are those of promises; memory is accurate to some MB.`,
    header: ['', 'instantiations', 'memory'],
    rows: clients.map(({ file, label }) => {
      const { instantiations, megabytes } = compile(`clients/${file}`);
      const more = (instantiations - base.instantiations).toLocaleString('en');
      return [label, more, `${(megabytes - base.megabytes).toFixed(0)} MB`];
    }),
  };
}
