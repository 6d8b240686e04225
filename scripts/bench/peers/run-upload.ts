import { Blob as NodeBlob } from 'node:buffer';
import { createReadStream, openAsBlob } from 'node:fs';
import { createFal } from './fal.ts';

type Upload = (path: string) => Promise<unknown>;

const form = async (path: string): Promise<FormData> => {
  const data = new FormData();
  data.append('video', await openAsBlob(path), 'clip.mp4');
  data.append('audio', new Blob(['RIFF']), 'voice.wav');
  return data;
};

/** An upload from disk with each client, as its documentation has it. Only the one in use is loaded. */
const uploads: Record<string, (baseURL: string) => Promise<Upload>> = {
  async chamelaion(baseURL) {
    const { default: Chamelaion } = await import('@chamelaion/client');
    const { fromPath } = await import('@chamelaion/client/node');
    const client = new Chamelaion({ apiKey: 'any', baseURL });
    const audio = new File(['RIFF'], 'voice.wav');
    return async (path) => client.lipsync.generateWithMedia({ video: await fromPath(path), audio });
  },
  async 'raw-fetch'(baseURL) {
    return async (path) => (await fetch(baseURL, { method: 'POST', body: await form(path) })).json();
  },
  async 'openapi-fetch'(baseUrl) {
    const { default: createClient } = await import('openapi-fetch');
    const client = createClient<Record<'/', { post: { responses: { 200: { content: object } } } }>>({
      baseUrl,
    });
    return async (path) => {
      const body = await form(path);
      return client.POST('/', { body: body as never, bodySerializer: () => body });
    };
  },
  async openai(baseURL) {
    const { default: OpenAI } = await import('openai');
    const client = new OpenAI({ apiKey: 'any', baseURL });
    return (path) => client.files.create({ file: createReadStream(path), purpose: 'user_data' });
  },
  async sync(baseUrl) {
    const { SyncClient } = await import('@sync.so/sdk');
    const client = new SyncClient({ apiKey: 'any', baseUrl });
    const audio = new NodeBlob(['RIFF']);
    return (path) =>
      client.generations.createWithFiles(createReadStream(path), audio, { model: 'lipsync-2', input: [] });
  },
  async fal(baseURL) {
    const client = createFal(baseURL);
    return async (path) => client.storage.upload(await openAsBlob(path));
  },
  async replicate(baseUrl) {
    const { default: Replicate } = await import('replicate');
    const client = new Replicate({ auth: 'any', baseUrl });
    return async (path) => client.files.create(await openAsBlob(path));
  },
  async ky(baseURL) {
    const { default: ky } = await import('ky');
    return async (path) => ky.post(baseURL, { body: await form(path) }).json();
  },
  async axios(baseURL) {
    const { default: axios } = await import('axios');
    return async (path) => axios.post(baseURL, await form(path));
  },
};

// Uploads a file and tells the time and the memory that it took: run-upload.js <client> <url> <small file> <large file>
const [name = '', baseURL = '', small = '', large = ''] = process.argv.slice(2);
const upload = await uploads[name]?.(baseURL);
if (!upload) throw new Error(`${name} has no upload`);
// Loading fetch is not the file's cost.
await upload(small);
const before = process.memoryUsage().rss;
const start = performance.now();
await upload(large);
const ms = performance.now() - start;
const bytes = Math.max(0, process.resourceUsage().maxRSS * 1_024 - before);
process.stdout.write(JSON.stringify({ ms, bytes }), () => process.exit());
