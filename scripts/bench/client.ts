import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import Chamelaion from '@chamelaion/client';
import { build } from 'esbuild';

/** What the client costs beside bare Node and raw `fetch`, interleaved in one run, as medians of ratios. */

const rounds = Number(process.argv[2] ?? 15);
const require = createRequire(import.meta.url);
const entry = fileURLToPath(import.meta.resolve('@chamelaion/client'));
// Inside the package, so that what is compiled and imported there finds the client as a consumer would.
const folder = await mkdtemp(join(fileURLToPath(new URL('.', import.meta.url)), 'tmp-'));

async function bundleBytes(source: string, from = folder): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: from },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  return brotliCompressSync(outputFiles[0]?.contents ?? '').length;
}

const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median of `ours / theirs` over the rounds, measured in turns. */
async function ratio(ours: () => unknown, theirs: () => unknown): Promise<string> {
  await ours();
  await theirs();
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // Each goes first as often as the other.
    const pair = round % 2 ? [ours, theirs] : [theirs, ours];
    const [first, second] = [await time(pair[0] as () => unknown), await time(pair[1] as () => unknown)];
    ratios.push(round % 2 ? first / second : second / first);
  }
  const middle = median(ratios);
  return `${middle.toFixed(2)} (${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)})`;
}

const node = (file: string) => execFileSync(process.execPath, [file], { stdio: 'ignore' });

async function script(name: string, source: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, source);
  return file;
}

async function repeat(times: number, call: () => Promise<unknown>): Promise<void> {
  for (let index = 0; index < times; index++) await call();
}

function instantiations(file: string): number {
  const args = [
    '--extendedDiagnostics',
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--skipLibCheck',
    file,
  ];
  const tsc = require.resolve('typescript/lib/tsc.js');
  const output = execFileSync(process.execPath, [tsc, ...args], { encoding: 'utf8' });
  return Number(/Instantiations:\s+(\d+)/.exec(output)?.[1]);
}

const print = (line: string) => console.log(line);
const apiKey = 'any-key';
try {
  print(`node ${process.version}, ${rounds} rounds, median (range)`);

  const client = await bundleBytes(`export * from '@chamelaion/client'`);
  const engine = await bundleBytes(`export { default } from 'openapi-fetch'`, dirname(entry));
  print(`browser bundle, min + brotli: ${client} bytes, of which openapi-fetch alone ${engine}`);

  const bare = await script('bare.mjs', '');
  const create = `import Chamelaion from ${JSON.stringify(pathToFileURL(entry).href)}; new Chamelaion({ apiKey: 'any' });`;
  const created = await script('create.mjs', create);
  print(
    `import + create, x bare node: ${await ratio(
      () => node(created),
      () => node(bare),
    )}`,
  );

  const url = 'http://127.0.0.1/v1/users/me';
  const text = '{"name":"me"}';
  const stub = async () => new Response(text, { headers: { 'content-type': 'application/json' } });
  const stubbed = new Chamelaion({ apiKey, baseURL: 'http://127.0.0.1', fetch: stub });
  const raw = async (fetch: typeof globalThis.fetch, target: string) =>
    (await fetch(target, { headers: { 'x-api-key': apiKey } })).json();
  print(
    `stubbed request, x raw fetch: ${await ratio(
      () => repeat(2_000, () => stubbed.users.retrieveCurrent()),
      () => repeat(2_000, () => raw(stub, url)),
    )}`,
  );

  const source = `require('node:http').createServer((q, s) => s.setHeader('content-type', 'application/json').end('${text}'))
    .listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const server = spawn(process.execPath, ['-e', source]);
  try {
    const [port] = await once(server.stdout, 'data');
    const baseURL = `http://127.0.0.1:${String(port).trim()}`;
    const looped = new Chamelaion({ apiKey, baseURL });
    const sequential = await ratio(
      () => repeat(500, () => looped.users.retrieveCurrent()),
      () => repeat(500, () => raw(fetch, `${baseURL}/v1/users/me`)),
    );
    print(`loopback request, x raw fetch: ${sequential}`);
    const fifty = (call: () => Promise<unknown>) =>
      repeat(10, () => Promise.all(Array.from({ length: 50 }, call)));
    const parallel = await ratio(
      () => fifty(() => looped.users.retrieveCurrent()),
      () => fifty(() => raw(fetch, `${baseURL}/v1/users/me`)),
    );
    print(`loopback, 50 at once, x raw fetch: ${parallel}`);
  } finally {
    server.kill();
  }

  const nothing = await script('nothing.mts', 'export {};');
  const consumer = await script(
    'consumer.mts',
    `import Chamelaion from '@chamelaion/client';
    const client = new Chamelaion({ apiKey: 'any' });
    const request = await client.lipsync.requests.retrieve('id');
    export const url = request.status === 'completed' ? request.output_url : undefined;`,
  );
  print(`type instantiations of a consumer's call: ${instantiations(consumer) - instantiations(nothing)}`);
} finally {
  await rm(folder, { recursive: true });
}
