import { Blob as NodeBlob } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { SyncClient } from '@sync.so/sdk';
import { type Create, inputs, type Read, type Upload } from '../client.ts';

export const create: Create = (baseUrl) => {
  const client = new SyncClient({ apiKey: 'any', baseUrl });
  return async (url) => (await client.generations.create({ model: 'lipsync-2', input: inputs(url) })).id;
};

export const read: Read = (baseUrl) => {
  const client = new SyncClient({ apiKey: 'any', baseUrl });
  return (id) => client.generations.get(id);
};

export const upload: Upload = (baseUrl) => {
  const client = new SyncClient({ apiKey: 'any', baseUrl });
  const audio = new NodeBlob(['RIFF']);
  return (path) => client.generations.createWithFiles(createReadStream(path), audio, { model: 'lipsync-2', input: [] });
};
