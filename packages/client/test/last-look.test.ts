import { expect, test } from 'vitest';
import { body } from './answer.ts';
import { id, listed, missing, none, reset } from './job-steps.ts';
import { epoch, failed, type Step, scripted } from './scripted.ts';
import { inVirtualTime } from './virtual-time.ts';

test('the last look waits for a rate limit as it is told: it decides whether to pay again', async () => {
  let refused = 0;
  const look: Step = (url, init) => {
    const now = Date.now() - epoch;
    if (now < 30_000) return (url.includes('?') ? none : missing)(url, init);
    if (now >= 55_000) return listed(id)(url, init);
    refused++;
    return failed(429, { 'retry-after': '25' })(url, init);
  };
  const { client } = scripted([reset, look]);
  expect((await inVirtualTime(() => client.lipsync.generate(body))).request_id).toBe(id);
  expect(refused).toBe(1);
});
