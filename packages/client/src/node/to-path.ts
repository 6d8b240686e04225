import { fileURLToPath } from 'node:url';
import { ChamelaionError } from '../errors.ts';

/** The path behind a path or a `file:` URL; errors name the option. */
export function toPath(path: string | URL, name = 'path'): string {
  if (path instanceof URL) {
    if (path.protocol === 'file:') return fileURLToPath(path);
    throw new ChamelaionError(`${name} is a URL of ${path.protocol}: give a path or a file: URL`);
  }
  if (typeof path === 'string' && path !== '') return path;
  throw new ChamelaionError(`${name} must be a path or a file: URL`);
}
