export { type DownloadOptions, type DownloadProgress, download, type RequestSource } from './download.ts';
export { type FromPathOptions, fromPath } from './from-path.ts';
