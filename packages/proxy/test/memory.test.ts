import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { listen, startProxy } from './servers.ts';
import { postVideo } from './upload-body.ts';

const answer = '{"status":"success","request_id":"3b7df3e8-f578-44de-b4f5-5f58dd6b89e0"}';

/** The most that a process has kept in memory since it was last asked, in MB. */
async function kept(child: ChildProcess): Promise<number> {
  child.send('memory');
  const [bytes] = await once(child, 'message');
  return Math.round(bytes / 1e6);
}

test.runIf(process.env['THOROUGH'])('an upload of 100 MB keeps less than 30 MB in memory', async () => {
  let received = 0;
  const { origin } = await listen((request, response) => {
    request.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    request.on('end', () => response.end(answer));
  });
  // A separate process, whose memory is the proxy's alone.
  const child = fork(fileURLToPath(new URL('memory-child.js', import.meta.url)), [origin], {
    execArgv: ['--expose-gc'],
  });
  onTestFinished(() => void child.kill());
  const [{ port }] = await once(child, 'message');
  const baseURL = `http://127.0.0.1:${port}/api/chamelaion`;
  // A small one first: loading fetch is not the upload's cost.
  expect(await postVideo(baseURL, 1_000_000)).toBe(200);
  const before = await kept(child);
  expect(await postVideo(baseURL, 100_000_000)).toBe(200);
  const cost = (await kept(child)) - before;
  expect(received).toBeGreaterThan(101_000_000);
  process.stdout.write(`an upload of 100 MB keeps ${cost} MB in memory\n`);
  expect(cost).toBeLessThan(30);
});

test.runIf(process.env['THOROUGH'])('an API that does not read stops the sender', async () => {
  let go = () => {};
  const { origin } = await listen((request, response) => {
    go = () => request.resume().on('end', () => response.end(answer));
  });
  let sent = 0;
  const upload = postVideo(await startProxy(origin), 60_000_000, (bytes) => {
    sent = bytes;
  });
  let last = -1;
  const moved = () => {
    const before = last;
    last = sent;
    return sent === 0 || before !== last;
  };
  await expect.poll(moved, { interval: 200 }).toBe(false);
  // What the sockets of four ends hold.
  expect(sent).toBeLessThan(40_000_000);
  go();
  expect(await upload).toBe(200);
});
