import { type Bar, lossBar } from '../bar-chart.ts';
import { clients } from '../clients.ts';
import { runProgram } from '../peer-programs.ts';
import type { Section } from '../section.ts';
import { silent, waysToFail } from '../servers/faulty-server.ts';

const submissions = 400;
const firstSeed = 20_260_407;

interface Result {
  /** Resolved with the id of their own job. */
  resolved: number;
  /** Jobs beyond the first. */
  duplicates: number;
  /** Failed, though a job was made, and nothing in the error finds it. */
  lost: number;
}

/** What becomes of submissions whose answers get lost. */
export async function measureFaults(runs: number): Promise<{ section: Section; bars: Bar[] }> {
  const subjects = clients.flatMap((client) =>
    client.file === 'ky' ? [client, { file: 'ky-retrying', label: 'ky, POST among its retries' }] : [client],
  );
  const seeds = Array.from({ length: runs }, (_, run) => firstSeed + run);
  const results: { label: string; resolved: number[]; duplicates: number[]; lost: number[] }[] = [];
  for (const { file, label } of subjects) {
    const all: Result[] = [];
    for (const seed of seeds)
      all.push(JSON.parse(await runProgram('submissions', file, String(seed), String(submissions))));
    const list = (key: keyof Result) => all.map((result) => result[key]);
    results.push({ label, resolved: list('resolved'), duplicates: list('duplicates'), lost: list('lost') });
  }
  return {
    section: {
      title: 'Lost answers',
      text: `${submissions} submissions to a server on 127.0.0.1 that fails half of all requests in ${waysToFail} ways: resets, connections that close
or stall, answers that are cut off or empty, a gateway's pages, 421, 500 to 504. In half of the failures a job was made before
the answer broke; a fifth of those can be found only later (Pareto, from 0.5 s), and ${silent * 100} % of the answers that show a job do not
say its reference. All clients have their default settings, except in the row that says otherwise, and run on a virtual clock. Every client
meets the same sequence of faults for each submission; one figure per seed (${seeds.join(', ')}). They move a little from
run to run.

"Paid twice" counts jobs beyond the first of a submission. "Lost": the call failed or gave no id, though a job was made,
and nothing in the error finds it. Node's own \`fetch\` sends a request again after a 421, so that even a client that never
retries pays twice at times; these clients lose the most. The services that other clients are made for may recognise
duplicates; this API does not, and that is what is measured. An error with a \`referenceId\`, by which the job can be found
later, counts neither as resolved nor as lost. Ours looks for a job for 30 s: one that appears after that is paid twice.`,
      header: ['', 'resolved', 'paid twice', 'lost'],
      rows: results.map(({ label, ...lists }) => [label, ...Object.values(lists).map((list) => list.join(', '))]),
    },
    bars: results.map(({ label, duplicates, lost }) => lossBar(label, duplicates, lost)),
  };
}
