import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Post, WatchedMock } from './watched-mock.ts';

/** What a batch says of an item, as far as it is judged. */
export interface Claim {
  readonly key: string;
  readonly state: string;
  readonly reference_id: string;
  readonly request_id: string | null;
  readonly outputs: readonly { readonly path: string; readonly sha256?: string }[] | null;
}

/** What came of a campaign, in counts; all but the first two should be 0. */
export interface Verdict {
  readonly items: number;
  readonly jobs: number;
  /** Jobs beyond the first of an item, and jobs of no item. */
  readonly paidTwice: number;
  /** Items that were not brought to their end. */
  readonly lost: number;
  /** Items whose job is another's, or does not exist. */
  readonly wrong: number;
  /** Files that are not what the API has, or not what the batch says. */
  readonly broken: number;
  /** Files that should not be there. */
  readonly leftovers: number;
  /** Why each of `paidTwice` came about, and where each of the others is. */
  readonly details: readonly string[];
}

interface Job {
  readonly id: string;
  readonly reference_id: string;
  readonly status: string;
  readonly created_at: string;
  readonly [field: string]: unknown;
}

/** Compares what a batch says with all jobs of the mock and with the files on disk. Ends the mock's faults. */
export async function judge(mock: WatchedMock, claims: readonly Claim[], directory: string): Promise<Verdict> {
  mock.calm();
  const jobs = [...(await listAll(mock, 'lipsync')), ...(await listAll(mock, 'video-translate'))];
  const byReference = group(jobs);
  const details: string[] = [];
  const expected = new Set<string>();
  let [paidTwice, lost, wrong, broken] = [0, 0, 0, 0];

  for (const { key, state, reference_id, request_id, outputs } of claims) {
    const own = (byReference.get(reference_id) ?? []).filter(({ status }) => status !== 'failed');
    byReference.delete(reference_id);
    if (own.length > 1) {
      paidTwice += own.length - 1;
      details.push(`${key} was paid ${own.length} times: ${history(mock.posts, reference_id)}`);
    }
    if (state !== 'downloaded' || own.length === 0) {
      lost++;
      details.push(`${key} is ${state}, with ${own.length} jobs`);
      continue;
    }
    const job = own.find(({ id }) => id === request_id);
    if (!job) {
      wrong++;
      details.push(`${key} has the job ${request_id}, which has another reference or does not exist`);
      continue;
    }
    const wanted = await digestsOf(urlsIn(job));
    const found = await Promise.all((outputs ?? []).map(async (output) => fileDigest(join(directory, output.path))));
    for (const { path } of outputs ?? []) expected.add(path);
    const isWhole = outputs?.every(({ sha256 }, index) => (sha256 ?? found[index]) === found[index]);
    if (!isWhole || found.toSorted().join() !== wanted.toSorted().join()) {
      broken++;
      details.push(`${key} has other files than its job: ${JSON.stringify(outputs)}`);
    }
  }
  for (const strays of byReference.values()) {
    paidTwice += strays.length;
    details.push(`${strays.length} jobs of no item: ${history(mock.posts, strays[0]?.reference_id ?? '')}`);
  }
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map((file) => join(file.parentPath ?? file.path, file.name));
  const extra = names.filter((name) => !expected.has(name.slice(join(directory, '/').length)));
  details.push(...extra.map((name) => `${name} is left over`));
  return { items: claims.length, jobs: jobs.length, paidTwice, lost, wrong, broken, leftovers: extra.length, details };
}

/** When each submission of a reference came, what became of it, and when its job could be seen. */
function history(posts: readonly Post[], reference: string): string {
  const own = posts.filter(({ request }) => (request?.body as { reference_id?: string })?.reference_id === reference);
  const start = own[0]?.at ?? 0;
  const seconds = (time: number) => `${((time - start) / 1_000).toFixed(1)} s`;
  return own
    .map(
      ({ at, fault, retrievableAt, listedAt }) =>
        `sent at ${seconds(at)} (fault: ${fault}), to be retrieved from ${seconds(retrievableAt)}, listed from ${seconds(listedAt)}`,
    )
    .join('; ');
}

async function listAll({ url }: WatchedMock, resource: string): Promise<Job[]> {
  const jobs: Job[] = [];
  for (;;) {
    const response = await fetch(`${url}/v1/${resource}/requests?limit=100&offset=${jobs.length}`, {
      headers: { authorization: 'Bearer judge' },
    });
    const { data, pagination } = (await response.json()) as { data: Job[]; pagination: { total: number } };
    jobs.push(...data);
    if (jobs.length >= pagination.total || data.length === 0) return jobs;
  }
}

function group(jobs: readonly Job[]): Map<string, Job[]> {
  const groups = new Map<string, Job[]>();
  for (const job of jobs) groups.set(job.reference_id, [...(groups.get(job.reference_id) ?? []), job]);
  return groups;
}

/** The URLs of a job's result: all that lead to the mock. */
function urlsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^http:\/\/127\.0\.0\.1.*\/output\//.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(urlsIn) : [];
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function digestsOf(urls: readonly string[]): Promise<string[]> {
  return Promise.all(urls.map(async (url) => sha256(new Uint8Array(await (await fetch(url)).arrayBuffer()))));
}

async function fileDigest(path: string): Promise<string> {
  return readFile(path).then(sha256, () => 'no file');
}
