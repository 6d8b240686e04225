






import { createReadStream } from 'node:fs';
import type { Uploadable } from '@chamelaion/client';

const video: Uploadable = createReadStream('clip.mp4');
const audio: Uploadable = await fetch('https://cdn.example.com/dubs/42-japanese.wav');
export {};
