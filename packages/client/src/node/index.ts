export { type DownloadOptions, type DownloadProgress, download } from './download.ts';
export {
  type DownloadOutputsOptions,
  type DownloadOutputsProgress,
  downloadOutputs,
} from './download-outputs.ts';
export { type FromPathOptions, fromPath } from './from-path.ts';
export type { RequestSource, TranslationSource } from './request-source.ts';
export type { FileKind } from './transfer/file-kind.ts';
