import { episodes } from '../catalogues/store-size.ts';
import type { Section } from '../section.ts';
import { floorOf, runCatalogue, subjects } from '../virtual/catalogue-run.ts';

const calm = { seed: 0, rate: 0, faults: [], late: { share: 0, mostMs: 0 } };
const megabytes = (bytes: number) => `${(Math.max(0, bytes) / 1e6).toFixed(0)} MB`;

/** What a catalogue costs as it grows. */
export async function measureGrowth(sizes: readonly number[]): Promise<Section> {
  const measure = (subject: 'client' | 'batch', jobs: number) =>
    runCatalogue(subject, [...episodes(jobs)], calm, (taken, { mock: { counts } }) => ({ ...taken, ...counts }));
  const compare = async (subject: 'client' | 'batch') => {
    const idle = await measure(subject, 0);
    const compareSize = async (jobs: number): Promise<string[]> => {
      const { seconds, POST, GET, download, refused, memory, processor } = await measure(subject, jobs);
      if (download < jobs) throw new Error(`${subjects[subject]} downloaded ${download} of ${jobs}`);
      const floor = floorOf(jobs);
      const times = [showTime(floor), showTime(seconds), (seconds / floor).toFixed(2)];
      const requests = [((POST + GET + download) / jobs).toFixed(1), ((100 * refused) / POST).toFixed(1)];
      const cost = [megabytes(memory - idle.memory), `${(processor - idle.processor).toFixed(1)} s`];
      return [jobs.toLocaleString('en'), subjects[subject], ...times, ...requests, ...cost];
    };
    const rows = await Promise.all(sizes.map(compareSize));
    return { idle: megabytes(idle.memory), rows };
  };
  const [client, batch] = await Promise.all([compare('client'), compare('batch')]);
  return {
    title: 'Cost as work grows',
    text: `Lip-sync jobs of 75 s, all given at once, submitted, followed and downloaded, against the mock at 60 submissions a minute, without
faults, on a virtual clock. The client alone is \`lipsync.run\` and \`download\` for all jobs together, with defaults; the batch keeps a
folder, with defaults.

The floor is the least time that the limit allows, until the last job has ended: the mock counts by the minute, and takes 60 at once
at the beginning of each.
The client sends until it is refused, and then waits. The batch spreads its submissions over the minute, and is refused nothing.
Requests count all that a job takes: submission, polls, lists, download.

Memory is the most that the process held, beyond one that only starts: ${client.idle} with the client, ${batch.idle} with the batch and its
database. The figures are accurate to some 10 MB. The processor's time depends on the machine, and includes the work of the virtual clock. The batch
costs more, above all for few jobs. In return it still knows its jobs after its process has ended.`,
    header: [
      ...['jobs', '', 'floor', 'time', 'times the floor', 'requests a job'],
      ...['refusals (429) in 100 submissions', 'memory', 'processor'],
    ],
    rows: client.rows.flatMap((row, size) => [row, batch.rows[size] ?? []]),
  };
}

function showTime(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  return seconds < 7_200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3_600).toFixed(2)} h`;
}
