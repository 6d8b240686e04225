










import { type FromPathOptions, fromPath } from '@chamelaion/client/node';

const options: FromPathOptions = { type: 'video/mp4' };
const video = await fromPath('recording', options);
export {};
