



































import Chamelaion from '@chamelaion/client';
import type { DownloadOptions } from '@chamelaion/client/node';

const options: DownloadOptions = { client: new Chamelaion(), signal: AbortSignal.timeout(600_000) };
export {};
