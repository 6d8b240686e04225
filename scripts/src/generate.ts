import { mkdir, writeFile } from 'node:fs/promises';
import { schemaFile, schemaTypes } from './schema-types.ts';

await mkdir(new URL('.', schemaFile), { recursive: true });
await writeFile(schemaFile, await schemaTypes());
