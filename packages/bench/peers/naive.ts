import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import pRetry from 'p-retry';

// What a catalogue is without a batch: a loop that retries what fails until it works, or p-limit and p-retry as their
// documentation has them. Both keep what they know in a JSON file.
interface Item {
  readonly key: string;
  readonly kind: string;
  readonly video: string;
  readonly audio?: string;
  readonly target_languages?: readonly string[];
  readonly output: string;
}
interface Job {
  readonly status: string;
  readonly output_url?: string;
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const { url, directory, catalogue, timeout, state: file, share, retries } = JSON.parse(process.argv[2] ?? '');
const [place, places] = share;
const all: Item[] = JSON.parse(readFileSync(catalogue, 'utf8'));
const items = all.filter((_, index) => index % places === place);

const state = load();
function load(): Record<string, { state: string; request_id: string; outputs?: object }> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
const save = () => writeFileSync(file, JSON.stringify(state));

const retry = retries === undefined ? insist : <T>(attempt: () => Promise<T>) => pRetry(attempt, { retries });
async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await sleep(500);
    }
  }
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    signal: AbortSignal.timeout(timeout),
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json() as Promise<T>;
}

const pathOf = ({ kind }: Item) => (kind === 'lipsync' ? '/v1/lipsync' : '/v1/video-translate');

async function submit(item: Item): Promise<void> {
  if (state[item.key]) return;
  const { key, kind, video, audio, target_languages } = item;
  const inputs = [{ type: 'video', url: video }, ...(audio ? [{ type: 'audio', url: audio }] : [])];
  const body = { inputs, reference_id: key, ...(kind === 'videoTranslate' && { target_languages }) };
  const { request_id } = await retry(() => ask<{ request_id: string }>(`${pathOf(item)}/generate`, body));
  state[key] = { state: 'running', request_id };
  save();
}

async function finish(item: Item): Promise<void> {
  const { key, output } = item;
  const known = state[key];
  if (!known || known.state === 'downloaded') return;
  let job: Job;
  do {
    await sleep(1_000);
    job = await retry(() => ask<Job>(`${pathOf(item)}/requests/${known.request_id}`));
  } while (job.status !== 'completed');
  const urls: Record<string, string> = item.kind === 'lipsync' ? { [output]: job.output_url ?? '' } : {};
  for (const [language, files] of Object.entries(job.outputs ?? {})) {
    for (const address of Object.values(files)) {
      urls[join(output, `${key}.${language}.${address.split('.').at(-1)}`)] = address;
    }
  }
  for (const [path, address] of Object.entries(urls)) {
    const bytes = await retry(async () => {
      const response = await fetch(address, { signal: AbortSignal.timeout(timeout) });
      return Buffer.from(await response.arrayBuffer());
    });
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), bytes);
  }
  state[key] = { ...known, state: 'downloaded', outputs: Object.keys(urls).map((path) => ({ path })) };
  save();
}

const inLanes = (count: number, work: (item: Item) => Promise<void>) => pLimit(count).map(items, work);
if (retries === undefined) {
  await inLanes(8, submit);
  await inLanes(8, finish);
} else {
  // What fails so often is left out.
  await inLanes(50, (item) =>
    submit(item)
      .then(() => finish(item))
      .catch(() => {}),
  );
}
process.stdout.write('{"type":"done"}\n');
