import { Refusal } from '../http/refusal.ts';

// Each holds a connection to the API.
const most = 16;

/** Counts an upload of an owner until what this gives is called; refuses one too many. */
export type CountUpload = (owner: string | undefined) => () => void;

/** Keeps one owner from holding all connections to the API. */
export function createUploadCount(): CountUpload {
  const counts = new Map<string, number>();
  return (owner) => {
    if (owner === undefined) return () => {};
    const count = counts.get(owner) ?? 0;
    if (count >= most) throw new Refusal(429, `more than ${most} uploads at once`, { 'retry-after': '5' });
    counts.set(owner, count + 1);
    return () => {
      const left = (counts.get(owner) ?? 1) - 1;
      if (left === 0) counts.delete(owner);
      else counts.set(owner, left);
    };
  };
}
