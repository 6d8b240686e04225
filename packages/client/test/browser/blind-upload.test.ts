import { afterEach, expect, test, vi } from 'vitest';
import { body } from '../answer.ts';
import { made } from '../job-steps.ts';
import { type Step, scripted } from '../scripted.ts';
import { inVirtualTime } from '../virtual-time.ts';

afterEach(() => vi.unstubAllGlobals());

const slow: Step = async (url, init) => {
  await new Promise((resolve) => setTimeout(resolve, 540_000));
  return made(url, init);
};

test('an upload whose progress cannot be seen gets ten minutes; a job by URL gets its timeout', async () => {
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('document', {});
  const options = { dangerouslyAllowBrowser: true, submit: 'plain' } as const;
  const { client, sent } = scripted([slow], options);
  const file = new Uint8Array(9);
  const { request_id } = await inVirtualTime(() => client.lipsync.generateWithMedia({ video: file, audio: file }));
  expect(request_id).toBeDefined();
  await expect(inVirtualTime(() => client.lipsync.generate(body))).rejects.toThrow('nothing moved');
  expect(sent).toHaveLength(2);
});
