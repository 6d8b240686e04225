import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Client } from '../../peers/client.ts';
import { clients } from '../clients.ts';
import { interleave, ratios, type Samples, spread, time } from '../interleave.ts';
import { endWithUs, programFile } from '../peer-programs.ts';
import type { Section } from '../section.ts';

// Every client finds its own names for an id and a job that runs.
const answer = '{"status":"processing","request_id":"job","id":"job"}';
const server = `require('node:http').createServer((request, response) => request.resume().on('end', () =>
  response.setHeader('content-type', 'application/json').end('${answer}')))
  .listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;

type Call = () => Promise<unknown>;
type CreateCall = (client: Client, baseURL: string) => Call;
type Run = (call: Call) => Promise<void>;

const submission: CreateCall = ({ create }, baseURL) => {
  const submit = create(baseURL);
  return () => submit('https://cdn.example.com/clip.mp4');
};
const read: CreateCall = (client, baseURL) => {
  const retrieve = (client.read as NonNullable<Client['read']>)(baseURL);
  return () => retrieve('job');
};

const oneByOne =
  (times: number): Run =>
  async (call) => {
    for (let index = 0; index < times; index++) await call();
  };
const fiftyAtOnce: Run = async (call) => {
  for (let round = 0; round < 6; round++) await Promise.all(Array.from({ length: 50 }, call));
};

/** What a client adds to a request. */
export async function measureRequests(rounds: number): Promise<Section> {
  const files = clients.map(({ file }) => file);
  const compare = async (files: string[], baseURL: string, createCall: CreateCall, run: Run): Promise<Samples> => {
    const calls = new Map<string, Call>();
    for (const file of files) {
      const call = createCall(await import(programFile(`clients/${file}`)), baseURL);
      // Warm, as a program that has run for a while.
      await run(call);
      calls.set(file, call);
    }
    const samples = await interleave(rounds, files, (file) => time(() => run(calls.get(file) as Call)));
    return ratios(samples, 'raw-fetch');
  };

  const { fetch } = globalThis;
  globalThis.fetch = async () => new Response(answer, { headers: { 'content-type': 'application/json' } });
  // axios does not use fetch on Node.
  const throughFetch = files.filter((file) => file !== 'axios');
  const nowhere = 'http://127.0.0.1:9';
  const stubbedReads = await compare(throughFetch, nowhere, read, oneByOne(5_000));
  const stubbed = await compare(throughFetch, nowhere, submission, oneByOne(5_000));
  globalThis.fetch = fetch;

  const child = endWithUs(spawn(process.execPath, ['-e', server], { stdio: ['ignore', 'pipe', 'inherit'] }));
  try {
    const [port] = await once(child.stdout, 'data');
    const baseURL = `http://127.0.0.1:${String(port).trim()}`;
    const sequential = await compare(files, baseURL, submission, oneByOne(300));
    const parallel = await compare(files, baseURL, submission, fiftyAtOnce);
    const columns = [stubbedReads, stubbed, sequential, parallel];
    return {
      title: 'Requests',
      text: `A GET that looks a job up and a POST that submits one, with default settings: how many times as long as with raw \`fetch\`.
"Stubbed" answers from memory, so that only the client's own work is left; over loopback, one after the other and 50 at
once. axios goes over \`node:http\` instead of \`fetch\`. replicate adds the
least to raw \`fetch\`, and less than ours.`,
      header: ['', 'stubbed GET', 'stubbed POST', 'loopback POST', 'POST, 50 at once'],
      rows: clients.map(({ file, label }) => [label, ...columns.map((samples) => spread(samples[file]))]),
    };
  } finally {
    child.kill();
  }
}
