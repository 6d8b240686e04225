import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { clients } from './clients.ts';
import { interleave, ratios, type Samples, spread, time } from './interleave.ts';
import { programFile } from './peer-programs.ts';
import type { Create, Submit } from './peers/submit.ts';
import type { Section } from './section.ts';

// Every client finds its own name for an id.
const answer = '{"status":"success","request_id":"job","id":"job"}';
const server = `require('node:http').createServer((request, response) => request.resume().on('end', () =>
  response.setHeader('content-type', 'application/json').end('${answer}')))
  .listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;

type Run = (submit: Submit) => Promise<void>;

const oneByOne =
  (times: number): Run =>
  async (submit) => {
    for (let index = 0; index < times; index++) await submit('https://cdn.example.com/clip.mp4');
  };
const fiftyAtOnce: Run = async (submit) => {
  for (let round = 0; round < 6; round++)
    await Promise.all(Array.from({ length: 50 }, () => submit('https://cdn.example.com/clip.mp4')));
};

async function compare(
  rounds: number,
  files: readonly string[],
  baseURL: string,
  run: Run,
): Promise<Samples> {
  const subjects = await Promise.all(
    files.map(async (file): Promise<[string, () => Promise<number>]> => {
      const { create }: { create: Create } = await import(programFile(file));
      const submit = create(baseURL);
      // Warm, as a program that has run for a while.
      await run(submit);
      return [file, () => time(() => run(submit))];
    }),
  );
  return ratios(await interleave(rounds, Object.fromEntries(subjects)), 'raw-fetch');
}

/** What a client adds to a request. */
export async function measureRequests(rounds: number): Promise<Section> {
  const files = clients.map(({ file }) => file);
  const { fetch } = globalThis;
  const headers = { 'content-type': 'application/json' };
  globalThis.fetch = async () => new Response(answer, { headers });
  // axios does not use fetch on Node.
  const throughFetch = files.filter((file) => file !== 'axios');
  const stubbed = await compare(rounds, throughFetch, 'http://127.0.0.1:9', oneByOne(1_000));
  globalThis.fetch = fetch;

  const child = spawn(process.execPath, ['-e', server], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = await once(child.stdout, 'data');
    const baseURL = `http://127.0.0.1:${String(port).trim()}`;
    const sequential = await compare(rounds, files, baseURL, oneByOne(300));
    const parallel = await compare(rounds, files, baseURL, fiftyAtOnce);
    return {
      title: 'Requests',
      text: `Submitting a job by a POST with default settings, times the same POST by raw \`fetch\`. "Stubbed" answers from
memory, so that only the client's own work is left; over loopback, one after the other and 50 at once. axios goes over
\`node:http\` instead of \`fetch\`.`,
      header: ['', 'stubbed', 'loopback', 'loopback, 50 at once'],
      rows: clients.map(({ file, label }) => [
        label,
        spread(stubbed[file]),
        spread(sequential[file]),
        spread(parallel[file]),
      ]),
    };
  } finally {
    child.kill();
  }
}
