import Chamelaion from '@chamelaion/client';
import { startMockServer } from '@chamelaion/mock-server';
import { openBatch } from './dist/index.js';
import { rmSync } from 'node:fs';
rmSync('/tmp/bt', { recursive: true, force: true });
const mock = await startMockServer({ rateLimit: 0, queuedMs: 200, processingMs: 3000 });
const client = new Chamelaion({ baseURL: mock.url, apiKey: 'k' });
let t = performance.now();
const batch = await openBatch({ client, store: '/tmp/bt/store', directory: '/tmp/bt/out', settleTimeout: 2000 });
console.log('open', performance.now() - t);
t = performance.now();
console.log(await batch.add([
  { key: 'a', kind: 'lipsync', video: 'https://cdn.example.com/42.mp4', audio: 'https://cdn.example.com/42.wav', output: 'x/42.mp4' },
  { key: 'b', kind: 'videoTranslate', video: 'https://cdn.example.com/42.mp4', target_languages: ['de', 'fr'], output: 'y/' },
]), performance.now() - t);
for await (const e of batch.run({ perMinute: 600 })) console.log(JSON.stringify(e).slice(0, 250));
console.log(await batch.status());
for await (const l of batch.report('csv')) process.stdout.write(l);
await batch.close();
console.log('closed', performance.now() - t);
await mock.close();
