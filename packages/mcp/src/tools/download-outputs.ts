import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ChamelaionError, type JobRequest } from '@chamelaion/client';
import { download, downloadOutputs } from '@chamelaion/client/node';
import { type Kind, kinds } from '@chamelaion/spec/operations';
import { type JobName, jobInput, jobShape } from '../job-words.ts';
import { result, type Tool } from './tool.ts';

/** The tool that downloads what a job has made. */
export const downloadOutputsTool: Tool = {
  name: 'download_outputs',
  description:
    'Downloads all files of a completed job to the downloads folder of this server, under names made of its id, and ' +
    'answers their paths. Large ones take several calls: if done is false, call it again. It is free.',
  input: jobInput,
  output: { done: { type: 'boolean' }, files: { type: 'array', items: { type: 'string' } } },
  changes: true,
  async run({ kind, id }: JobName, call) {
    const { client, downloads: folder, tasks, signal } = call;
    if (folder === undefined) {
      throw new Error('No files can be written: ask the person for --downloads DIR, or give them the URLs of get_job');
    }
    const job = await client[kind].requests.retrieve(id, { signal });
    const key = `download ${kind} ${id}`;
    const files = await tasks.join(key, signal, (signal) => fetchOutputs(kind, job, folder, signal));
    if (!files) {
      return result('It is still being downloaded. Call again with the same arguments.', { done: false, files: [] });
    }
    const type = 'resource_link';
    const links = files.map((path) => ({ type, uri: pathToFileURL(path).href, name: basename(path) }) as const);
    return result(['Downloaded:', ...files].join('\n- '), { done: true, files }, links);
  },
};

// As languages are written: nothing else of the API becomes part of a name.
const language = /^[A-Za-z]{2,8}(-[A-Za-z\d]{1,8}){0,3}$/;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Downloads the files of a completed job to `folder`, under names made of its id; those of an earlier download are replaced. */
async function fetchOutputs(kind: Kind, job: JobRequest, folder: string, signal: AbortSignal): Promise<string[]> {
  const { result } = kinds[kind];
  if (job.status !== 'completed' || !(result in job)) {
    throw new ChamelaionError('The job is not completed, so there is nothing to download yet: use wait_for_job first');
  }
  // An id that is not one becomes a number.
  const number = createHash('sha256').update(String(job.id)).digest('hex').slice(0, 16);
  const name = uuid.test(job.id) ? job.id : `job-${number}`;
  // Links are not followed, and the folder is private.
  const parts = await mkdtemp(join(folder, '.chamelaion-'));
  try {
    // Its id is in errors. Without a client each call begins with fresh URLs, whatever the kind.
    const request = { ...job, id: name } as never;
    if (jobShape(kind)[result]?.values) {
      const languages = Object.keys(Object(job[result as never])).filter((key) => language.test(key));
      if (languages.length === 0)
        throw new ChamelaionError('No language of the job can name a file: give the person the URLs of get_job');
      await downloadOutputs(request, { signal, directory: parts, name, languages });
    } else await download(request, join(parts, `${name}.mp4`), { signal });
    const files = (await readdir(parts)).sort();
    for (const file of files) await rename(join(parts, file), join(folder, file));
    return files.map((file) => join(folder, file));
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
}
