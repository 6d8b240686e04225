export { createProxyHandler, type ProxyContext, type ProxyHandler } from './create-proxy-handler.ts';
export type { JobPage, Jobs } from './jobs.ts';
export { memoryJobs } from './memory-jobs.ts';
export type { Operation } from './operations.ts';
export type { Authorization, ProxyOptions } from './options.ts';
