import { mkdir, writeFile } from 'node:fs/promises';
import { barChart } from './bar-chart.ts';
import { benchBatch } from './batch/bench-batch.ts';
import { measureStoreSize } from './catalogues/store-size.ts';
import { measureBytes } from './measures/bytes.ts';
import { measureFaults } from './measures/faults.ts';
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
import { describeSurroundings } from './surroundings.ts';

// It takes hours: only if it is asked for.
const batch = process.argv.indexOf('batch');
if (batch > 0) {
  await benchBatch(process.argv.slice(batch + 1));
  process.exit();
}

const store = process.argv.indexOf('store');
if (store > 0) {
  process.stdout.write(await measureStoreSize(Number(process.argv[store + 1] ?? 100_000)));
  process.exit();
}

await writeSimulation();
if (process.argv.includes('simulation')) process.exit();

const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 9;
const docs = new URL('../../../docs/', import.meta.url);

await buildPrograms();
const parts = [
  `# Benchmarks

What the client and the mock server cost, beside others, all in one run of \`pnpm bench\`.

${await describeSurroundings()}

Times depend on the machine: they are given as ratios within one round, as the median of up to ${rounds} rounds with the least and
the most behind it. In each round each client is measured once, and another client goes first. Ratios that are closer than their
ranges are the same. Bytes and counts are exact. Nothing reaches the internet: every client talks to a server on 127.0.0.1 or
to a stub.`,
];

async function take(section: Promise<Section>): Promise<void> {
  const text = toMarkdown(await section);
  parts.push(text);
  process.stdout.write(`${text}\n\n`);
}

// In turn: whatever runs beside a measurement is part of it.
const bytes = await measureBytes();
await take(Promise.resolve(bytes.section));
const faults = await measureFaults(quick ? 1 : 3);
await take(Promise.resolve(faults.section));
await take(measureWaits(rounds));
await take(measureRequests(rounds));
await take(measureStartup(rounds));
await take(measureUploads(quick ? 1 : 5));
await take(measureTypeChecking());
await take(measureInstalled());
await take(measureMock(quick ? 1 : 5, 2_000));

// A record for readers needs all rounds.
if (!quick) {
  await mkdir(docs, { recursive: true });
  await writeFile(new URL('benchmarks.md', docs), `${parts.join('\n\n')}\n`);
  const bytesChart = barChart(
    'Bytes in a browser',
    'A program that submits one job, minified and compressed by brotli',
    bytes.bars,
  );
  await writeFile(new URL('bytes.svg', docs), bytesChart);
  const faultsChart = barChart(
    'Jobs paid twice, and jobs lost',
    'Of 400 submissions to a server that fails half of all requests, median of three runs',
    faults.bars,
  );
  await writeFile(new URL('lost-answers.svg', docs), faultsChart);
}
