import { fileURLToPath } from 'node:url';
import { ChamelaionError } from '../errors.ts';

/** The path behind a path or a `file:` URL. */
export function toPath(path: string | URL): string {
  if (path instanceof URL) {
    if (path.protocol === 'file:') return fileURLToPath(path);
    throw new ChamelaionError(`path is a URL of ${path.protocol}: give a path or a file: URL`);
  }
  if (typeof path === 'string' && path !== '') return path;
  throw new ChamelaionError('path must be a path or a file: URL');
}
