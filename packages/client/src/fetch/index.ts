export { createFetchClient } from './create-fetch-client.ts';
export type { FetchClient, FetchResult } from './fetch-client.ts';
