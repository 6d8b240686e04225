// The globals of React Native beside Hermes' own, and nothing more: by the packages that it takes them from, or with the
// same gaps. What the phone does itself, the driver does.
import { AbortController, AbortSignal } from 'abort-controller/dist/abort-controller';

interface Message {
  readonly timer?: number;
  readonly request?: number;
  readonly status?: number;
  readonly headers?: string;
  readonly text?: string;
  readonly url?: string;
  readonly broken?: string;
}
declare const print: (line: string) => void;
const tell = (message: object) => print(`\u0001${JSON.stringify(message)}`);

const timers = new Map<number, () => void>();
const requests = new Map<number, XHR>();
let last = 0;

function setTimer(work: () => void, ms = 0, repeats = false): number {
  const id = ++last;
  timers.set(id, () => {
    if (repeats) tell({ timer: id, ms });
    else timers.delete(id);
    work();
  });
  tell({ timer: id, ms });
  return id;
}
function clearTimer(id: number | undefined): void {
  if (id !== undefined && timers.delete(id)) tell({ clear: id });
}

/** As React Native's: the parts are written by the phone. */
class FormData {
  readonly parts: [string, unknown][] = [];
  append(name: string, value: unknown): void {
    this.parts.push([name, value]);
  }
  getParts() {
    return this.parts.map(([name, value]) => {
      const { uri, name: filename, type } = Object(value) as { uri?: string; name?: string; type?: string };
      if (value instanceof Blob) return { name, filename: filename ?? name, type: value.type, string: value.content };
      return uri ? { name, filename, type, uri } : { name, string: String(value) };
    });
  }
}

/** Made of texts alone, and read by the phone alone. */
class Blob {
  readonly content: string;
  readonly type: string;
  constructor(parts: readonly unknown[] = [], { type = '' } = {}) {
    if (!parts.every((part) => typeof part === 'string' || part instanceof Blob)) {
      throw new Error("Creating blobs from 'ArrayBuffer' and 'ArrayBufferView' are not supported");
    }
    this.content = parts.map((part) => (part instanceof Blob ? part.content : String(part))).join('');
    this.type = type;
  }
  get size(): number {
    return this.content.length;
  }
}

/** Takes any text, as React Native's does. */
class URL {
  readonly href: string;
  constructor(url: string) {
    this.href = url.endsWith('/') || /[?#]/.test(url) ? url : `${url}/`;
  }
  get protocol(): string {
    return /^[a-z][a-z\d+.-]*:/i.exec(this.href)?.[0] ?? '';
  }
  get username(): string {
    return /^https?:\/\/([^:@/]+)(?::[^@/]*)?@/.exec(this.href)?.[1] ?? '';
  }
  get password(): string {
    return /^https?:\/\/[^:@/]*:([^@/]*)@/.exec(this.href)?.[1] ?? '';
  }
  toString(): string {
    return this.href;
  }
}

class XHR {
  status = 0;
  statusText = '';
  responseURL = '';
  responseText = '';
  response = '';
  withCredentials = false;
  readyState = 0;
  onload?: () => void;
  onerror?: (why?: unknown) => void;
  onabort?: () => void;
  onreadystatechange?: () => void;
  ontimeout?: () => void;
  #method = '';
  #url = '';
  #id = 0;
  #responseHeaders = '';
  readonly #headers: [string, string][] = [];
  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers.push([name, value]);
  }
  getAllResponseHeaders(): string {
    return this.#responseHeaders;
  }
  send(body?: unknown): void {
    this.#id = ++last;
    requests.set(this.#id, this);
    const form = body instanceof FormData ? body.getParts() : undefined;
    const text = body == null || form ? undefined : String(body);
    tell({ request: this.#id, method: this.#method, url: this.#url, headers: this.#headers, form, text });
  }
  abort(): void {
    if (!requests.delete(this.#id)) return;
    tell({ abort: this.#id });
    this.onabort?.();
  }
  take({ status = 0, headers = '', text = '', url = '', broken }: Message): void {
    this.readyState = 4;
    if (broken !== undefined) return void this.onerror?.(new Error(broken));
    Object.assign(this, { status, responseURL: url, responseText: text, response: text });
    this.#responseHeaders = headers;
    this.onload?.();
  }
}

const global = globalThis as Record<string, unknown>;
const begin = Date.now();
const log = (...words: unknown[]) => tell({ log: words.map(String).join(' ') });
Object.assign(global, {
  // The driver calls it with what has happened.
  take({ timer, request, ...message }: Message) {
    if (timer !== undefined) return timers.get(timer)?.();
    const xhr = requests.get(request ?? 0);
    requests.delete(request ?? 0);
    xhr?.take(message);
  },
  self: global,
  window: global,
  global,
  navigator: { product: 'ReactNative' },
  process: { env: { NODE_ENV: 'production' } },
  console: { log, info: log, debug: log, warn: log, error: log, assert: () => {} },
  performance: { now: () => Date.now() - begin },
  setTimeout: (work: () => void, ms?: number) => setTimer(work, ms),
  setInterval: (work: () => void, ms?: number) => setTimer(work, ms, true),
  clearTimeout: clearTimer,
  clearInterval: clearTimer,
  queueMicrotask: (work: () => void) => void Promise.resolve().then(work),
  btoa: (text: string) => base64(text),
  FormData,
  Blob,
  URL,
  XMLHttpRequest: XHR,
  AbortController,
  AbortSignal,
});

function base64(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let out = '';
  for (let at = 0; at < text.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((offset) => text.charCodeAt(at + offset) || 0);
    const bits = (a << 16) | (b << 8) | c;
    const left = text.length - at;
    out += [18, 12, 6, 0].map((shift, place) => (place > left ? '=' : alphabet[(bits >> shift) & 63])).join('');
  }
  return out;
}
