import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';

// What a phone does for React Native: it keeps the time, and sends requests.
const [hermes = '', bundle = '', origin = '', folder = ''] = process.argv.slice(2);

interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly type?: string;
  readonly string?: string;
  readonly uri?: string;
}
interface Told {
  readonly timer?: number;
  readonly ms?: number;
  readonly clear?: number;
  readonly request?: number;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly form?: readonly Part[];
  readonly text?: string;
  readonly abort?: number;
  readonly log?: string;
  readonly idle?: number;
}

const child = spawn(hermes, ['-Xmicrotask-queue', '-prompt='], { stdio: ['pipe', 'pipe', 'inherit'] });
let said = 0;
// Line by line, as somebody at its prompt would.
const run = (code: string) =>
  child.stdin.writable &&
  ++said &&
  child.stdin.write(`${code.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`);
const take = (message: object) => run(`void take(${JSON.stringify(message)})`);

const timers = new Map<number, NodeJS.Timeout>();
const requests = new Map<number, ClientRequest>();

createInterface(child.stdout).on('line', (line) => {
  const [, message] = line.split('\u0001');
  if (message !== undefined) hear(JSON.parse(message));
  else if (/Error/.test(line)) process.stderr.write(`${line}\n`);
});

function hear({ timer, ms, clear, request: id, abort, log, idle, ...rest }: Told): void {
  // An older answer says nothing of what was said since.
  if (idle === said && isIdle()) child.stdin.end();
  if (log !== undefined) process.stderr.write(`${log}\n`);
  if (timer !== undefined)
    timers.set(
      timer,
      setTimeout(() => take({ timer: leave(timers, timer) }), ms),
    );
  if (clear !== undefined) clearTimeout(timers.get(leave(timers, clear)));
  if (abort !== undefined) requests.get(leave(requests, abort))?.destroy();
  if (id !== undefined) send(id, rest);
}

/** The number, no longer known after this turn. */
function leave(known: Map<number, unknown>, id: number): number {
  queueMicrotask(() => known.delete(id));
  return id;
}

function send(id: number, { method = 'GET', url = '', headers = [], form, text: body }: Told): void {
  const fields = Object.fromEntries(headers);
  // At once, so that a request that is being made is known.
  const content = form ? encode(form) : Buffer.from(body ?? '');
  if (form) fields['content-type'] = 'multipart/form-data; boundary=phone';
  const sent = request(url, {
    method,
    headers: { ...fields, ...(method !== 'GET' && { 'content-length': content.length }) },
  });
  requests.set(id, sent);
  sent.on('error', (error) => answer(id, { broken: String(error) }));
  sent.on('response', async (response) => {
    const got = await text(response).catch((error) => ({ broken: String(error) }));
    if (typeof got !== 'string') return answer(id, got);
    const lines = response.rawHeaders.flatMap((name, index, all) => (index % 2 ? [] : [`${name}: ${all[index + 1]}`]));
    answer(id, { status: response.statusCode, headers: `${lines.join('\r\n')}\r\n`, text: got, url });
  });
  sent.end(content);
}

function answer(id: number, message: object): void {
  if (requests.delete(id)) take({ request: id, ...message });
}

function encode(parts: readonly Part[]): Buffer {
  const chunks: Buffer[] = [];
  for (const { name, filename, type, string, uri } of parts) {
    const file = filename === undefined ? '' : `; filename="${filename}"\r\ncontent-type: ${type}`;
    chunks.push(Buffer.from(`--phone\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`));
    chunks.push(uri === undefined ? Buffer.from(string ?? '') : readFileSync(fileURLToPath(uri)), Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from('--phone--\r\n')]);
}

const clip = join(folder, 'clip.mp4');
await writeFile(clip, new Uint8Array(3_000_001));
run(`void Object.assign(globalThis, ${JSON.stringify({ origin, uri: pathToFileURL(clip) })})`);
run(`void (0, eval)(${JSON.stringify(await readFile(bundle, 'utf8'))})`);
// An app ends when the phone says so; here, if nothing can happen any more once all that was said has been run.
const isIdle = () => timers.size === 0 && requests.size === 0;
setInterval(() => isIdle() && run(`print("\\u0001{\\"idle\\":${said + 1}}")`), 200);
child.on('exit', (code) => process.exit(code ?? 1));
