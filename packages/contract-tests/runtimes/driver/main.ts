import { mkdir, writeFile } from 'node:fs/promises';
import { bundle } from './bundle.ts';
import { bundleHermes } from './bundle-hermes.ts';
import { inLanes } from './in-lanes.ts';
import { count, failures, table } from './matrix.ts';
import { runRuntime } from './run-runtime.ts';
import { runtimes } from './runtimes.ts';
import { conclude, forgetReport, toMarkdown, toText } from './show.ts';

const atOnce = 3;

const report = 'runtimes.json';
const docs = new URL('../../../../docs/', import.meta.url);

await forgetReport(report);
await Promise.all([bundle(), bundleHermes()]);

const columns = await inLanes(runtimes, atOnce, runRuntime);

// A record for readers: a run in CI must leave the checkout as it was.
if (!process.env['CI']) {
  await mkdir(docs, { recursive: true });
  await writeFile(new URL('runtimes.md', docs), toMarkdown(table(columns)));
}
await conclude(report, count(columns), [toText(table(columns)), ...failures(columns)]);
