import { join } from 'node:path';
import { clients } from '../clients.ts';
import { peersFolder } from '../peer-programs.ts';
import type { Section } from '../section.ts';
import { measureTypes, type TypeCost } from './types.ts';

/** What a client's types cost those who compile against them. */
export async function measureTypeChecking(): Promise<Section> {
  const compile = (file: string): TypeCost => measureTypes(join(peersFolder, `${file}.ts`));
  const base = compile('client');
  return {
    title: 'Type-checking',
    text: `The file by which each client is measured, which submits, reads, uploads and, if the client can, waits, compiled by
TypeScript 5.9 with \`skipLibCheck\`: type instantiations and the compiler's memory, beyond those of a program without a
client. The first 141 are those of promises; memory is good to some MB.`,
    header: ['', 'instantiations', 'memory'],
    rows: clients.map(({ file, label }) => {
      const { instantiations, megabytes } = compile(`clients/${file}`);
      return [
        label,
        (instantiations - base.instantiations).toLocaleString('en'),
        `${(megabytes - base.megabytes).toFixed(0)} MB`,
      ];
    }),
  };
}
