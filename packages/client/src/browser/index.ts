export { createUploadFetch, type UploadFetchOptions } from './create-upload-fetch.ts';
