import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Recorded } from '../harness/record.ts';

const run = promisify(execFile);
const demo = fileURLToPath(new URL('../node_modules/@chamelaion/demo/', import.meta.url));
const preload = new URL('../harness/record-preload.ts', import.meta.url);

test.runIf(process.env['THOROUGH'])('what the demo sends and is answered keeps the contract', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  const env = { ...process.env, RECORD_TO: join(folder, 'exchanges.jsonl') };
  const args = ['--import', 'tsx', '--import', preload.href, 'src/main.ts'];
  await run(process.execPath, args, { cwd: demo, env });
  const exchanges: Recorded[] = (await readFile(env.RECORD_TO, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  await rm(folder, { recursive: true });

  expect([...new Set(exchanges.map(({ operation }) => operation))].sort()).toEqual([
    'lipsync.generate',
    'lipsync.generateWithMedia',
    'lipsync.requests.retrieve',
  ]);
  for (const { objections } of exchanges) expect(objections).toEqual({ request: [], answer: [] });
});
