// With Node's types and without a page's: every entry but the browser's.
import Chamelaion, { APIError, type LipsyncRequest } from '@chamelaion/client';
import { type DownloadOptions, download, fromPath } from '@chamelaion/client/node';
import { type MockServer, startMockServer } from '@chamelaion/mock-server';
import { createProxyHandler, memoryReferences, type ProxyOptions } from '@chamelaion/proxy';
import { toNodeListener } from '@chamelaion/proxy/node';

const client = new Chamelaion({ apiKey: process.env['CHAMELAION_API_KEY'], maxRetries: undefined });
const params: Chamelaion.LipsyncGenerateWithMediaParams = {
  video: await fromPath('job.ts'),
  audio: new Uint8Array(10),
  reference_id: process.env['REFERENCE'],
};
const { request_id } = await client.lipsync.generateWithMedia(params);
const request: LipsyncRequest = await client.lipsync.requests.waitFor(request_id);
const options: DownloadOptions = { client, onProgress: ({ received }) => received.toFixed() };
if (request.status === 'completed') await download(request, 'out.mp4', options);

const proxy: ProxyOptions = { apiKey: 'any', authorize: () => ({ owner: 'everyone' }), references: memoryReferences() };
toNodeListener(createProxyHandler(proxy));

const mock: MockServer = await startMockServer({ clock: 'manual' });
try {
  await client.withOptions({ baseURL: mock.url }).lipsync.requests.retrieve('none');
} catch (error) {
  if (!(error instanceof APIError) || error.status !== 404) throw error;
} finally {
  await mock.close();
}
