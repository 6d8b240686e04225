import type { Create } from '../client.ts';
import { createKy } from './ky.ts';

/** As ky is often set up: its two retries also for POST. */
export const create: Create = createKy({ retry: { methods: ['get', 'post'] } });
