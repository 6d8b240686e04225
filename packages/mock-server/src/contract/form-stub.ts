import { randomUUID } from 'node:crypto';

/** Unguessable, so that no field can end its part. */
export const formBoundary: string = randomUUID();

/** A small form that stands in for the client's: Prism reads forms as one string, which files would not fit into. */
export function formStub(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields)
    .filter(([name]) => /^[\w-]+$/.test(name))
    .map(([name, value]) => `--${formBoundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return `${parts.join('')}--${formBoundary}--\r\n`;
}
