import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, totalmem, type } from 'node:os';
import { barChart } from './bar-chart.ts';
import { benchBatch } from './batch/bench-batch.ts';
import { measureStoreSize } from './catalogues/store-size.ts';
import { measureBatch } from './measures/batch.ts';
import { measureBytes } from './measures/bytes.ts';
import { measureCommands } from './measures/commands.ts';
import { measureFaults } from './measures/faults.ts';
import { measureGrowth } from './measures/growth.ts';
import { measureInstalled } from './measures/installed.ts';
import { measureMock } from './measures/mock.ts';
import { measureRequests } from './measures/requests.ts';
import { measureStartup } from './measures/startup.ts';
import { measureTypeChecking } from './measures/type-checking.ts';
import { measureUploads } from './measures/uploads.ts';
import { measureWaits } from './measures/waits.ts';
import { buildPrograms } from './peer-programs.ts';
import { type Section, toMarkdown } from './section.ts';
import { writeSimulation } from './simulation.ts';

// It takes hours: only if it is asked for.
const [task, ...args] = process.argv.slice(2).filter((arg) => arg !== '--');
if (task === 'batch') {
  await benchBatch(args);
  process.exit();
}
if (task === 'store') {
  process.stdout.write(await measureStoreSize(Number(args[0] ?? 100_000)));
  process.exit();
}

const quick = task === '--quick';
// A record for readers needs all rounds.
if (!quick) await writeSimulation();
if (task === 'simulation') process.exit();

const rounds = quick ? 3 : 9;
const runs = quick ? 1 : 3;
const begun = performance.now();
await buildPrograms();
const sections: Section[] = [];
const keep = (...measured: readonly Section[]) => {
  sections.push(...measured);
  for (const section of measured) process.stdout.write(`${toMarkdown(section)}\n\n`);
};

const bytes = await measureBytes();
keep(bytes.section);
// On virtual clocks: what runs beside them changes nothing but the processor's time.
const [faults, catalogue, growth, waits] = await Promise.all([
  measureFaults(runs),
  measureBatch(runs),
  measureGrowth(quick ? [1, 10, 100] : [1, 10, 100, 1_000, 10_000]),
  measureWaits(rounds),
]);
keep(faults.section, catalogue.section, growth, waits);
// In turn: whatever runs beside a measurement is part of it.
keep(await measureRequests(rounds));
keep(await measureStartup(rounds));
keep(await measureCommands(rounds));
keep(await measureUploads(quick ? 1 : 5));
keep(await measureTypeChecking());
keep(await measureInstalled());
keep(await measureMock(quick ? 1 : 5, 2_000));

const minutes = Math.round((performance.now() - begun) / 60_000);
process.stdout.write(`Measured in ${minutes} minutes\n`);
if (quick) process.exit();
const peers = await readFile(new URL('../peers/package.json', import.meta.url), 'utf8');
const versions = Object.entries(JSON.parse(peers).dependencies).map(([name, version]) => `${name} ${version}`);
const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
const head = `# Benchmarks

What the packages cost, beside others, all in one run of \`pnpm bench\`, which took ${minutes} minutes.

${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node} on ${type()} ${arch()}, ${cpus().length} CPUs, ${memory} of memory.
Ours as they stand in this commit, beside ${versions.join(', ')}: the newest versions that run on Node 20.

Times depend on the machine: they are given as ratios within one round, as the median of up to ${rounds} rounds with the least and
the most behind it. In each round each client is measured once, and another client goes first. Ratios that are closer than their
ranges are the same. Bytes and counts are exact. Nothing reaches the internet: every client talks to a server on 127.0.0.1 or
to a stub.`;
const charts = {
  bytes: barChart(
    'Bytes in a browser',
    'A program that submits one job, minified and compressed by brotli',
    bytes.bars,
  ),
  'lost-answers': barChart(
    'Jobs paid twice, and jobs lost',
    'Of 400 submissions to a server that fails half of all requests, median of three runs',
    faults.bars,
  ),
  batch: barChart(
    'A catalogue: jobs paid twice, and items lost',
    'Of 200 items, if 30 % of all requests fail, median of three runs',
    catalogue.bars,
  ),
};
const docs = new URL('../../../docs/', import.meta.url);
await writeFile(new URL('benchmarks.md', docs), `${[head, ...sections.map(toMarkdown)].join('\n\n')}\n`);
for (const [name, chart] of Object.entries(charts)) await writeFile(new URL(`${name}.svg`, docs), chart);
process.exit();
