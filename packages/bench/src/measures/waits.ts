import { clients } from '../clients.ts';
import { median } from '../interleave.ts';
import { runProgram } from '../peer-programs.ts';
import type { Section } from '../section.ts';

const waiting = ['chamelaion', 'replicate', 'fal'];
const durations = { '85 s': 85_000, 'half an hour': 1_800_000 };

/** How clients wait for a job, on a virtual clock. */
export async function measureWaits(rounds: number): Promise<Section> {
  const cells = async (file: string, duration: number): Promise<string[]> => {
    if (!waiting.includes(file)) return ['none', ''];
    const seen: { polls: number; late: number }[] = [];
    for (let round = 0; round < rounds; round++)
      // A job ends somewhere between two polls.
      seen.push(JSON.parse(await runProgram('wait', file, String(duration + round * 97))));
    const late = seen.map((wait) => wait.late / 1_000);
    const polls = median(seen.map(({ polls }) => polls));
    return [String(polls), `${median(late).toFixed(1)} s, at most ${Math.max(...late).toFixed(1)} s`];
  };
  const rows: string[][] = [];
  for (const { file, label } of clients) {
    const row = [label];
    for (const duration of Object.values(durations)) row.push(...(await cells(file, duration)));
    rows.push(row);
  }
  return {
    title: 'Waiting for a job',
    text: `Polls until a job of this length is seen to be done, and how late that is, on a virtual clock, against an API that
answers at once: \`lipsync.run\`, \`replicate.wait\`, \`fal.subscribe\`. Ours asks less often the longer a job takes, and is
later for it: by up to a tenth of the job's age, at most 30 s. "None": its users write the loop.`,
    header: ['', ...Object.keys(durations).flatMap((name) => [`polls, ${name}`, `late, ${name}`])],
    rows,
  };
}
