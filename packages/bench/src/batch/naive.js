// What a batch is without all this: a loop that retries what fails, and keeps its state in a JSON file.
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const { url, directory, catalogue, timeout, state: file, share } = JSON.parse(process.argv[2]);
const [place, places] = share;
const items = JSON.parse(readFileSync(catalogue, 'utf8')).filter((_, index) => index % places === place);

function load() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
const state = load();
const save = () => writeFileSync(file, JSON.stringify(state));

/** Until it works. */
async function insist(attempt) {
  for (;;) {
    try {
      return await attempt();
    } catch {
      await sleep(500);
    }
  }
}

async function ask(path, body) {
  const response = await fetch(`${url}${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    signal: AbortSignal.timeout(timeout),
  });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

const pathOf = ({ kind }) => (kind === 'lipsync' ? '/v1/lipsync' : '/v1/video-translate');

async function submit(item) {
  if (state[item.key]) return;
  const { key, kind, video, audio, target_languages } = item;
  const inputs = [{ type: 'video', url: video }, ...(audio ? [{ type: 'audio', url: audio }] : [])];
  const body = { inputs, reference_id: key, ...(kind === 'videoTranslate' && { target_languages }) };
  const { request_id } = await insist(() => ask(`${pathOf(item)}/generate`, body));
  state[key] = { state: 'running', request_id };
  save();
}

async function finish(item) {
  const { key, output } = item;
  if (state[key].state === 'downloaded') return;
  let job;
  do {
    await sleep(1_000);
    job = await insist(() => ask(`${pathOf(item)}/requests/${state[key].request_id}`));
  } while (job.status !== 'completed');
  const urls = item.kind === 'lipsync' ? { [output]: job.output_url } : {};
  for (const [language, files] of Object.entries(job.outputs ?? {})) {
    for (const address of Object.values(files)) {
      urls[join(output, `${key}.${language}.${address.split('.').at(-1)}`)] = address;
    }
  }
  for (const [path, address] of Object.entries(urls)) {
    const bytes = await insist(async () => {
      const response = await fetch(address, { signal: AbortSignal.timeout(timeout) });
      return Buffer.from(await response.arrayBuffer());
    });
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), bytes);
  }
  state[key] = { ...state[key], state: 'downloaded', outputs: Object.keys(urls).map((path) => ({ path })) };
  save();
}

async function inLanes(count, work) {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: count }, lane));
}

await inLanes(8, submit);
await inLanes(8, finish);
