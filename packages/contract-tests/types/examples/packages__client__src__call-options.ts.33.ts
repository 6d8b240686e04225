































import Chamelaion, { type RequestOptions } from '@chamelaion/client';

const options: RequestOptions = { signal: AbortSignal.timeout(10_000), maxRetries: 5 };
await new Chamelaion().health.check(options);
export {};
