import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { MockServer } from '../src/index.ts';
import type { PageState } from '../src/page/page-state.ts';

/** What came back. */
export interface Answer {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  host?: string;
}

/** What a browser that opens a page accepts. */
export const html = { accept: 'text/html,*/*;q=0.8' };

/** Asks as a browser does, which `fetch` cannot play: it keeps some headers to itself. */
export async function ask(
  mock: MockServer,
  path: string,
  { method = 'GET', headers, body, host }: Asking = {},
): Promise<Answer> {
  const { hostname, port } = new URL(mock.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: host ?? hostname, port, path, method, headers }, async (response) =>
      resolve({ status: response.statusCode, headers: response.headers, body: await text(response) }),
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const json = { 'content-type': 'application/json' };
/** Does what a button of the page does. */
export const act = (mock: MockServer, action: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(mock, `/page/${action}`, { method: 'POST', headers: { ...json, ...headers }, body });

/** What the page knows. */
export async function read(mock: MockServer): Promise<PageState> {
  return JSON.parse((await ask(mock, '/page/state')).body);
}

/** What a shell would give to curl. */
export async function readCommand(
  line: string,
): Promise<{ url: string; headers: Record<string, string>; data: string }> {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${line}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script]);
  const [url = '', ...options] = stdout.split('\0');
  const valuesOf = (name: string) => options.filter((_, index) => options[index - 1] === name);
  const headers = valuesOf('-H').map((header) => header.split(': ', 2));
  return { url, headers: Object.fromEntries(headers), data: valuesOf('-d')[0] ?? '' };
}
