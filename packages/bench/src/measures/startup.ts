import { clients } from '../clients.ts';
import { interleave, ratios, spread, time } from '../interleave.ts';
import { runProgram } from '../peer-programs.ts';
import type { Section } from '../section.ts';

/** How long a process takes that loads a client and creates one. */
export async function measureStartup(rounds: number): Promise<Section> {
  const subjects = ['bare', ...clients.map(({ file }) => file)];
  const samples = await interleave(rounds, subjects, (file) =>
    time(() => (file === 'bare' ? runProgram('nothing') : runProgram('create', file))),
  );
  const related = ratios(samples, 'bare');
  return {
    title: 'Import and create',
    text: 'A process that imports a client and creates one, beside a process that does nothing.',
    header: ['', 'times bare Node'],
    rows: clients.map(({ file, label }) => [label, spread(related[file])]),
  };
}
