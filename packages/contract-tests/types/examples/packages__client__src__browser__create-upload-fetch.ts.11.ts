









import type { UploadFetchOptions } from '@chamelaion/client/browser';

const options: UploadFetchOptions = { onUploadProgress: ({ sent, total }) => console.log(sent / total) };
export {};
