import { subscribe } from 'node:diagnostics_channel';
import { syncBuiltinESMExports } from 'node:module';
import { install } from '@sinonjs/fake-timers';

// Preloaded by `node --import`. The program's time moves in steps, each once the process that started it has answered: the
// clocks of both agree, and a busy machine delays nothing.
const clock = install({
  now: Number(process.env['VIRTUAL_NOW']),
  toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
});
syncBuiltinESMExports();
AbortSignal.timeout = (ms) => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new DOMException('The operation timed out', 'TimeoutError')), ms);
  return stop.signal;
};

let requests = 0;
subscribe('undici:request:create', () => void requests++);
for (const end of ['trailers', 'error']) subscribe(`undici:request:${end}`, () => void requests--);

function report(): void {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  // What waits for the network or the disk takes real time.
  const isBusy = requests > 0 || process.getActiveResourcesInfo().some((name) => /^FSReq|Connect/.test(name));
  process.send?.({ isBusy, memory: maxRSS * 1_024, processor: (userCPUTime + systemCPUTime) / 1e6 });
}
process.on('message', (step) => {
  clock.tick(Number(step));
  report();
});
report();
