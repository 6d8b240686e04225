








import { type ToFileOptions, toFile } from '@chamelaion/client';

const options: ToFileOptions = { type: 'video/mp4' };
const video = await toFile(new Uint8Array([0]), 'clip.mp4', options);
export {};
