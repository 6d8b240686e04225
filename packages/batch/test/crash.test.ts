import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, onTestFinished, test } from 'vitest';
import { catalogue } from './crash/catalogue.ts';
import { type Claim, judge } from './crash/judge.ts';
import { seeded } from './crash/seeded.ts';
import { quickFaults, startWatchedMock } from './crash/watched-mock.ts';
import { startWorker, type WorkerProcess } from './crash/worker-process.ts';
import { copyFolder } from './template.ts';

// Another seed is another run: CRASH_SEED=7 pnpm --filter ./packages/batch test crash. `pnpm bench batch` is the long form.
const seed = Number(process.env['CRASH_SEED'] ?? 20_261_128);
const program = fileURLToPath(new URL('crash/worker.js', import.meta.url));

test(`pays once, loses nothing and ends right: a fifth of all requests fail, the worker is killed twice, its store is put back (seed ${seed})`, async () => {
  const random = seeded(seed);
  const folder = await mkdtemp(join(tmpdir(), 'batch-crash-'));
  // A job that is late appears within the time of all looks: what comes later may be paid twice, as the client's README says.
  const mock = await startWatchedMock(
    { rateLimit: 0, queuedMs: 50, processingMs: 200 },
    { seed, rate: 0.2, faults: quickFaults, late: { share: 0.2, mostMs: 300 } },
  );
  let worker: WorkerProcess | undefined;
  onTestFinished(async () => {
    worker?.kill();
    await worker?.ended;
    await mock.close();
    await rm(folder, { recursive: true, force: true });
  });
  const [store, directory, file] = [join(folder, 'store'), join(folder, 'out'), join(folder, 'catalogue.json')];
  copyFolder(inject('template'), store);
  await mkdir(directory);
  await writeFile(file, JSON.stringify(catalogue(30)));
  const options = { url: mock.url, store, directory, catalogue: file, timeout: 2_000, settleTimeout: 800 };
  const start = () => startWorker(program, { ...options, run: { perMinute: 6_000 } });

  /** Runs a worker until it has sent some items more, and kills it before it can store the last answer. */
  const kill = async () => {
    worker = start();
    const early = worker.ended.then((failure) => expect.fail(`It ended too soon: ${failure}`));
    await Promise.race([mock.answered(mock.posts.length + 3 + Math.floor(random() * 8)), early]);
    worker.kill();
    await worker.ended;
  };
  await kill();
  // As after a power cut: the store is as old as can be, and knows nothing of what it has sent.
  await rm(join(store, 'data'), { recursive: true });
  copyFolder(join(inject('template'), 'data'), join(store, 'data'));
  await kill();
  // As on Postgres, which a kill leaves no doubt about: each item that was sent has to be looked for by itself.
  const identity = JSON.parse(await readFile(join(store, 'store.json'), 'utf8'));
  await writeFile(join(store, 'store.json'), JSON.stringify({ ...identity, isClean: true }));
  worker = start();
  expect(await worker.ended).toBe('');

  const claims = worker.lines.filter(({ type }) => type === 'item').map(({ item }) => item as Claim);
  const verdict = await judge(mock, claims, directory);
  expect(verdict).toEqual({
    items: 30,
    jobs: 30,
    paidTwice: 0,
    lost: 0,
    wrong: 0,
    broken: 0,
    leftovers: 0,
    details: [],
  });
});
