import { mkdir, writeFile } from 'node:fs/promises';
import { generatedFiles, generatedFolder } from './generated-files.ts';

await mkdir(generatedFolder, { recursive: true });
for (const [name, text] of await generatedFiles()) await writeFile(new URL(name, generatedFolder), text);
