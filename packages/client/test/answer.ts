import Chamelaion, { ChamelaionError, type Fetch } from '@chamelaion/client';
import { expect } from 'vitest';

/** A `fetch` that gives the same answer to every request, and keeps what it was asked. */
export function answering(body: string | null, init?: ResponseInit): { fetch: Fetch; calls: Call[] } {
  const calls: Call[] = [];
  const fetch: Fetch = async (url, request) => {
    const headers = new Headers(request.headers);
    const uploads = headers.get('content-type')?.startsWith('multipart/form-data');
    const form = uploads ? await new Response(request.body, { headers }).formData() : undefined;
    calls.push({ url, init: request, headers, form });
    return new Response(body, init);
  };
  return { fetch, calls };
}

export interface Call {
  url: string;
  init: RequestInit;
  headers: Headers;
  /** What a multipart body holds. */
  form: FormData | undefined;
}

/** The same, with a JSON body. */
export function answeringJSON(body: unknown, init?: ResponseInit): { fetch: Fetch; calls: Call[] } {
  return answering(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init });
}

/** A valid body for `generate`. */
export const body = {
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
} satisfies import('@chamelaion/client').LipsyncGenerateParams;

/** What is said of a call that must be refused before anything is sent. */
export async function refused(call: (client: Chamelaion) => Promise<unknown>): Promise<string> {
  const { fetch, calls } = answeringJSON({ status: 'success', request_id: 'x', data: [] });
  const error = await call(new Chamelaion({ apiKey: 'key', baseURL: 'https://mock.test/api', fetch })).then(
    () => expect.unreachable('the call was not refused'),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(ChamelaionError);
  expect(error.name).toBe('ChamelaionError');
  expect(calls).toEqual([]);
  return error.message;
}
