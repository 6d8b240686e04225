






import { createReadStream } from 'node:fs';
import type { Uploadable } from '@chamelaion/client';

const video: Uploadable = createReadStream('clip.mp4');
export {};
