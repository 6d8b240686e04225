import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { install } from '../../packed/install.ts';
import { pack, publishedPackages } from '../../packed/pack.ts';
import { inLanes } from '../../runtimes/driver/in-lanes.ts';
import { newFolder } from '../../runtimes/driver/scratch.ts';
import { conclude, forgetReport, toText } from '../../runtimes/driver/show.ts';
import tools from '../tools/package.json' with { type: 'json' };
import { consumers } from './consumers.ts';
import { type Row, runConsumer } from './run-consumer.ts';
import { startPackedMock } from './start-packed-mock.ts';

const atOnce = 2;

const toolsFolder = fileURLToPath(new URL('../tools/', import.meta.url));
const report = 'consumers.json';

await forgetReport(report);

// Above the packages, as a hoisted install would be, and far from this workspace's own.
const scratch = newFolder();
const packages = join(scratch, 'packages');
for (const file of ['package.json', 'pnpm-lock.yaml']) await cp(join(toolsFolder, file), join(scratch, file));
const tarballs = [];
for (const { folder } of await publishedPackages()) tarballs.push(await pack(folder, scratch));
await Promise.all([
  promisify(execFile)('pnpm', ['install', '--ignore-workspace', '--frozen-lockfile'], { cwd: scratch }),
  // What TypeScript 5.4 can read; npm would choose the newest for the packages' own dependencies.
  install([...tarballs, `@types/node@${tools.dependencies['@types/node']}`], packages),
]);

const mock = await startPackedMock(packages);
const rows = await inLanes(consumers, atOnce, (consumer) => runConsumer(consumer, packages, mock));
await mock.close();

const count = (wanted: Row['outcome']) => rows.filter(({ outcome }) => outcome === wanted).length;
const counts = { passed: count('ok'), failed: count('FAILED'), skipped: count('skipped') };
const cells = rows.map(({ name, outcome, seconds }) => [name, outcome, seconds.toFixed(1)]);
const complaints = rows.flatMap(({ name, complaint }) => (complaint ? [`${name}: ${complaint}`] : []));
await conclude(report, counts, [toText([['consumer', 'a job', 'seconds'], ...cells]), ...complaints]);
