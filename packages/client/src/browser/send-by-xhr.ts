import type { UploadProgress } from '../options/call-options.ts';

/** Sends one request over `XMLHttpRequest`, and settles as `fetch` does. */
export function sendByXHR(
  url: string,
  init: RequestInit & { readonly body: FormData | Blob },
  onUploadProgress: (progress: UploadProgress) => void,
): Promise<Response> {
  const { method = 'GET', headers, body, credentials, signal } = init;
  return new Promise<Response>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const xhr = new XMLHttpRequest();
    const onAbort = () => {
      xhr.abort();
      reject(signal?.reason);
    };
    xhr.open(method, url);
    xhr.responseType = 'arraybuffer';
    xhr.withCredentials = credentials === 'include';
    for (const [name, value] of new Headers(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded, total }) => onUploadProgress({ sent: loaded, total });
    xhr.onload = () => {
      try {
        resolve(toResponse(xhr, method, url));
      } catch (error) {
        reject(error);
      }
    };
    xhr.onerror = () => reject(new TypeError('Failed to fetch'));
    xhr.onloadend = () => signal?.removeEventListener('abort', onAbort);
    signal?.addEventListener('abort', onAbort);
    xhr.send(body);
  });
}

/** As `fetch` would give it. */
function toResponse(xhr: XMLHttpRequest, method: string, asked: string): Response {
  const { status, statusText, response } = xhr;
  const url = absolute(xhr.responseURL);
  if (method.toUpperCase() === 'POST' && url !== absolute(asked)) {
    throw new TypeError('Failed to fetch: the server redirected the POST');
  }
  const empty = [204, 205, 304].includes(status);
  const lines = xhr.getAllResponseHeaders().matchAll(/(.+?): *(.*)/g);
  const headers = Array.from(lines, ([, ...header]) => header as [string, string]);
  const answer = new Response(empty ? null : response, { status, statusText, headers });
  return Object.defineProperty(answer, 'url', { value: url });
}

/** Answers know no fragment. */
function absolute(url: string): string {
  const whole = new URL(url, document.baseURI);
  whole.hash = '';
  return whole.href;
}
