






import type { HeadersLike } from '@chamelaion/client';

const headers: HeadersLike = { 'x-team': 'dubbing', 'x-trace': null };
export {};
