import type { Fetch } from '@chamelaion/client';
import { type Exchange, examine, parse, type Verdict } from './oracle.ts';

/** An exchange that was seen in the transport, and what the contract says of it. */
export interface Recorded extends Exchange, Verdict {}

/** A `fetch` that sends as it is told, and shows `onExchange` each exchange before its caller gets the answer. */
export function recording(
  baseURL: string,
  onExchange: (recorded: Recorded) => void,
  send: typeof globalThis.fetch = globalThis.fetch,
): Fetch {
  return async (url, init) => {
    const { headers, body } = await wholeRequest(url, init);
    const response = await send(url, { ...init, headers, body: body.length > 0 ? body : null });
    if (!url.startsWith(baseURL)) return response;
    const target = new URL(url);
    const text = await response.clone().text();
    const exchange: Exchange = {
      method: init.method ?? 'GET',
      path: url.slice(baseURL.length).split('?', 1)[0] ?? '',
      query: queryOf(target.searchParams),
      headers: Object.fromEntries(headers),
      body,
      status: response.status,
      answerHeaders: Object.fromEntries(response.headers),
      answer: parse(text),
    };
    onExchange({ ...exchange, ...(await examine(exchange)) });
    return response;
  };
}

/** A request's headers and body, with what `fetch` would add; the length is left to `fetch`. */
export async function wholeRequest(
  url: string,
  init: RequestInit,
): Promise<{ headers: Headers; body: Buffer<ArrayBuffer> }> {
  const request = new Request(url, { duplex: 'half', ...init } as RequestInit);
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  return { headers, body: Buffer.from(await request.arrayBuffer()) };
}

function queryOf(params: URLSearchParams): Record<string, string | string[]> {
  const all = [...new Set(params.keys())].map((name) => [name, params.getAll(name)] as const);
  return Object.fromEntries(all.map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]));
}
