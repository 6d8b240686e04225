import type { Create } from './submit.ts';

// Loads a client and creates one, as every program does first: run-create.js <client>
const { create }: { create: Create } = await import(new URL(`${process.argv[2]}.js`, import.meta.url).href);
create('http://127.0.0.1:9');
