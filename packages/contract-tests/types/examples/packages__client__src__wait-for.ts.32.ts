






























import Chamelaion, { type WaitOptions } from '@chamelaion/client';

const options: WaitOptions = { timeout: 600_000, onStatus: ({ phase, elapsed }) => console.log(phase, elapsed) };
await new Chamelaion().lipsync.requests.waitFor('dub-episode-42', options);
export {};
