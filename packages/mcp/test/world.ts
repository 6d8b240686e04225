import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { type CallToolResult, Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { onTestFinished, vi } from 'vitest';
// The command's own entry, as it is built.
// @ts-expect-error The package has no types: nothing is imported from it.
import { startServer } from '../dist/start-server.js';

/** The key of all tests; nothing may ever show it. */
export const key = 'sk-chamelaion-very-secret-0123456789';

/** What the person answers to a question; `undefined` for a client that cannot ask. */
export type Person = ((message: string) => { action: 'accept' | 'decline' | 'cancel'; confirm?: boolean }) | undefined;

/** What a tool answers. */
export interface Answer {
  content: CallToolResult['content'];
  structuredContent?: Record<string, unknown>;
  isError?: boolean;
}

/** An agent's program that is connected to the server. */
export type World = Awaited<ReturnType<typeof connect>>;

export interface WorldOptions {
  readonly args?: readonly string[];
  readonly person?: Person;
  readonly mock?: MockServer;
  readonly baseURL?: string;
  /** As the agents' programs of today speak. */
  readonly era?: 'legacy' | 'auto';
  /** Leaves questions to the test. */
  readonly manual?: boolean;
  readonly apiKey?: string;
  /** How the client says that it can ask; by default as it can. */
  readonly elicitation?: Record<string, Record<string, never>>;
}

export const yes = (): { action: 'accept'; confirm: boolean } => ({ action: 'accept', confirm: true });

/** A mock server, gone when the test ends. */
export async function startMock(): Promise<MockServer> {
  const mock = await startMockServer({ clock: 'manual', rateLimit: 0 });
  onTestFinished(() => mock.close());
  return mock;
}

/** An empty folder, gone when the test ends. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** An API of the test's own, gone when the test ends. */
export async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The begin of a video, as far as a download looks at it. */
export const film: Buffer = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08free', 'latin1');

/** Makes this process seem to have run for so many milliseconds. */
export function upFor(milliseconds: number): void {
  const now = performance.now.bind(performance);
  const start = now();
  vi.spyOn(performance, 'now').mockImplementation(() => now() - start + milliseconds);
}

/** Starts the server by its command line, in this process, and connects a client to it. */
export async function connect(options: WorldOptions = {}) {
  const { args = [], person, mock, baseURL, era = 'auto', manual = false, apiKey = key } = options;
  const { elicitation = person && { form: {} } } = options;
  const api = mock ?? (baseURL ? (undefined as never) : await startMock());
  vi.stubEnv('CHAMELAION_API_KEY', apiKey);
  const [mine, theirs] = InMemoryTransport.createLinkedPair();
  /** Every message that went over the wire, both ways. */
  const wire: string[] = [];
  for (const end of [mine, theirs]) {
    const send = end.send.bind(end);
    end.send = (message, options) => {
      wire.push(JSON.stringify(message));
      return send(message, options);
    };
  }
  startServer(['node', 'chamelaion-mcp', '--base-url', baseURL ?? api.url, ...args], theirs);
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: elicitation ? { elicitation } : {},
      versionNegotiation: { mode: era },
      inputRequired: { autoFulfill: !manual },
    },
  );
  /** What the person was asked. */
  const questions: string[] = [];
  if (person) {
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      questions.push(params.message);
      const { action, confirm } = person(params.message);
      return action === 'accept' ? { action, content: { confirm: confirm ?? false } } : { action };
    });
  }
  await client.connect(mine);
  onTestFinished(() => client.close());
  const call = (name: string, args: object = {}, { signal, ...rest }: { signal?: AbortSignal } = {}) => {
    const params = { name, arguments: args as never, ...rest };
    const how = { ...(signal && { signal }), ...(manual && { allowInputRequired: true }) };
    return client.callTool(params, how) as Promise<Answer>;
  };
  return {
    client,
    mock: api,
    questions,
    wire,
    call,
    /** What start_lipsync answers. */
    start: async (given: object = urls) => (await call('start_lipsync', given)).structuredContent,
    close: () => client.close(),
  };
}

/** The text of a result. */
export function textOf({ content }: Pick<Answer, 'content'>): string {
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

/** How many paid jobs were submitted. */
export function submissions({ mock }: Pick<World, 'mock'>): number {
  return mock.requests.filter(({ method, path }) => method === 'POST' && path.includes('generate')).length;
}

export const urls = {
  video: 'https://cdn.example.com/episodes/42.mp4',
  audio: 'https://cdn.example.com/dubs/42-japanese.wav',
};
