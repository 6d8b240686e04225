import { expect, test } from 'vitest';
import { body } from './answer.ts';

// The sources, because the built package is a few files.
const sources = new URL('../src/index.ts', import.meta.url).pathname;

test('a submission passes eight files at most on its way to fetch, each once', async () => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  const { default: Chamelaion } = await import(sources);
  let stack = '';
  const fetch = async () => {
    stack = String(new Error('here').stack);
    return Response.json({ status: 'success', request_id: 'job-1' });
  };
  try {
    await new Chamelaion({ apiKey: 'key', baseURL: 'https://mock.test', fetch }).lipsync.generate(body);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  const passed = [...stack.matchAll(/\/src\/([\w/-]+\.ts)/g)].map(([, file]) => file);
  // The first of the frames in one file counts: a file that is left and entered again would come twice.
  const rooms = passed.filter((file, index) => file !== passed[index - 1]);
  process.stdout.write(`${rooms.reverse().join(' -> ')}\n`);
  expect(new Set(rooms).size).toBe(rooms.length);
  // The promise that the caller holds is made by the resource, whose frame is gone by then.
  expect(rooms.length + 1).toBeLessThanOrEqual(8);
});
