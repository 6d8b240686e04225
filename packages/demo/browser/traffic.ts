import type { BrowserContext, Request, Response } from 'playwright-core';

/** All that a browser sent and got. */
export interface Traffic {
  /** One text for each request and each answer: address, headers, body. */
  texts(): Promise<readonly string[]>;
  /** Answers whose body could not be read. */
  unread(): readonly string[];
}

/** Keeps what goes over the wire. */
export async function recordTraffic(context: BrowserContext): Promise<Traffic> {
  const texts: Promise<string>[] = [];
  const unread: string[] = [];
  await recordForms(context, (text) => texts.push(Promise.resolve(text)));
  context.on('request', (request) => texts.push(textOfRequest(request)));
  context.on('response', (response) => {
    const body = response.body().then(
      (bytes) => bytes.toString('latin1'),
      () => {
        // Not modified: it has none.
        if (response.status() === 304) return '';
        unread.push(`${response.status()} ${response.request().resourceType()} ${response.url()}`);
        return '';
      },
    );
    texts.push(textOfResponse(response, body));
  });
  return { texts: () => Promise.all(texts), unread: () => unread };
}

async function textOfRequest(request: Request): Promise<string> {
  const body = request.postDataBuffer()?.toString('latin1') ?? '';
  return `${request.method()} ${request.url()}\n${await headersOf(request)}\n\n${body}`;
}

async function textOfResponse(response: Response, body: Promise<string>): Promise<string> {
  return `${response.status()} ${response.url()}\n${await headersOf(response)}\n\n${await body}`;
}

/** Those that the browser shows at once, where the rest is lost with a page that was left. */
async function headersOf(message: Request | Response): Promise<string> {
  const headers = await message.allHeaders().catch(() => message.headers());
  return JSON.stringify(headers);
}

/** The browser's own record has no body for forms with files. */
async function recordForms(context: BrowserContext, keep: (text: string) => void): Promise<void> {
  await context.exposeBinding('keepForm', (_, text: string) => keep(text));
  await context.addInitScript(() => {
    const { keepForm } = globalThis as unknown as { keepForm: (text: string) => void };
    const { send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function (body) {
      if (body instanceof FormData) new Response(body).text().then(keepForm);
      send.call(this, body);
    };
  });
}
