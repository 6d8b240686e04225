import { Refusal } from '../http/refusal.ts';

/** The field by which a caller names a job. */
export const referenceField = 'reference_id';

/** A reference for a job that came without one. */
export function newReference(): string {
  return `chm_${toBase64url(crypto.getRandomValues(new Uint8Array(16)))}`;
}

/** True for what a caller may name a job. */
export function isReference(value: unknown): value is string {
  return typeof value === 'string' && /^.{1,200}$/su.test(value) && !/\p{Surrogate}/u.test(value);
}

/** The caller's own reference, if there is one. Refuses a reference that the API would not keep as it is. */
export function readReference(value: unknown): string | undefined {
  if (value === undefined || isReference(value)) return value;
  throw new Refusal(400, 'reference_id must have 1 to 200 characters');
}

/** Bytes as text that any place can hold: 16 of them as 22 characters. */
export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
