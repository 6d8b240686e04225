import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, FaultOptions } from './faults/fault.ts';
import { mediaType } from './http/media-type.ts';
import { originOf } from './http/origin.ts';
import { parseJSON } from './http/parse-json.ts';
import { readBody } from './http/read-body.ts';
import { sendAnswer, sendText } from './http/send-answer.ts';
import { hostRefusal, originRefusal } from './page/page-guard.ts';
import { type PageParts, pageState } from './page/page-state.ts';
import { requireNumber } from './require-option.ts';

/** Answers a request of the page; undefined if `path` is none of the page's. */
export type ServePage = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void> | undefined;

// No text of a request may ever run, and no other page may frame this one.
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['assets/page.html', 'text/html; charset=utf-8'],
  '/page/base.css': ['assets/base.css', 'text/css; charset=utf-8'],
  '/page/page.css': ['assets/page.css', 'text/css; charset=utf-8'],
  '/page/page.js': ['dist/page.js', 'text/javascript; charset=utf-8'],
};

type Body = { readonly [name: string]: unknown };

const maxBodyBytes = 4_096;
// Timestamps have an end.
const maxAdvanceMs = 366 * 86_400_000;

/** Serves the page that shows the mock and steers it, to whom the option `page` allows. */
export function createServePage(parts: PageParts): ServePage {
  const allowed = parts.options.page;
  if (allowed === 'none') return () => undefined;

  const actions: Readonly<Record<string, (body: Body) => void>> = {
    '/page/advance': ({ ms }) => {
      requireNumber('ms', ms, 0, maxAdvanceMs);
      parts.clock.advance(ms as number);
    },
    '/page/fail-next': ({ fault, ...options }) => parts.queue.add(fault as Fault, options as FaultOptions),
    '/page/reset': parts.reset,
  };

  async function answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const refuse = (status: number, error: string) => sendAnswer(response, { status, body: { error } });
    // The page itself holds nothing, so that a link may lead to it.
    const refusal =
      hostRefusal(request, allowed as 'loopback' | 'any') ?? (path === '/' ? undefined : originRefusal(request));
    if (refusal) return refuse(403, refusal);

    const act = actions[path];
    const method = act ? 'POST' : 'GET';
    if (request.method !== method) {
      response.setHeader('allow', method);
      return refuse(405, 'method not allowed');
    }
    const file = files[path];
    if (file) {
      // From src/ and from dist/ alike.
      const text = await readFile(new URL(`../${file[0]}`, import.meta.url), 'utf8');
      return sendText(response, 200, { 'content-type': file[1] }, text);
    }
    if (act) {
      // A form of another page cannot send this type.
      if (mediaType(request.headers['content-type']) !== 'application/json') return refuse(415, 'send JSON');
      const body = parseJSON((await readBody(request, maxBodyBytes)) ?? '');
      try {
        act({ ...(body as Body) });
      } catch (error) {
        return refuse(400, (error as Error).message);
      }
    }
    sendAnswer(response, { status: 200, body: pageState(parts, originOf(request)) });
  }

  const paths = new Set([...Object.keys(files), ...Object.keys(actions), '/page/state']);
  return (request, response, path) => {
    if (!paths.has(path)) return undefined;
    // Programs get what the API says of its root.
    const isForPeople = path !== '/' || (request.method === 'GET' && request.headers.accept?.includes('text/html'));
    return isForPeople ? answer(request, response, path) : undefined;
  };
}
