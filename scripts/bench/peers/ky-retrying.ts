import { createKy } from './ky.ts';
import type { Create } from './submit.ts';

/** As ky is often set up: its two retries for POST, too. */
export const create: Create = createKy({ retry: { methods: ['get', 'post'] } });
