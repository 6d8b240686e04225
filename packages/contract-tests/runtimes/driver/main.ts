import { mkdir, rm, writeFile } from 'node:fs/promises';
import { bundle } from './bundle.ts';
import { bundleHermes } from './bundle-hermes.ts';
import { inLanes } from './in-lanes.ts';
import { count, failures, table } from './matrix.ts';
import { runRuntime } from './run-runtime.ts';
import { runtimes } from './runtimes.ts';
import { toMarkdown, toReport, toText } from './show.ts';

const atOnce = 3;

const project = new URL('../../../../', import.meta.url);
const reports = new URL('packages/contract-tests/reports/', project);
const report = new URL('runtimes.json', reports);
const docs = new URL('docs/', project);

// An old report must not speak for a run that breaks off.
await rm(report, { force: true });
await Promise.all([bundle(), bundleHermes()]);

const columns = await inLanes(runtimes, atOnce, runRuntime);

const counts = count(columns);
await mkdir(reports, { recursive: true });
await writeFile(report, toReport(counts));
// A record for readers: a run in CI must leave the checkout as it was.
if (!process.env['CI']) {
  await mkdir(docs, { recursive: true });
  await writeFile(new URL('runtimes.md', docs), toMarkdown(table(columns)));
}
const { passed, failed, skipped } = counts;
const parts = [toText(table(columns)), ...failures(columns), `${passed} passed, ${failed} failed, ${skipped} skipped`];
process.stdout.write(`${parts.join('\n\n')}\n`);
process.exitCode = failed > 0 ? 1 : 0;
