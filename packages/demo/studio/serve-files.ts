import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path/posix';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type Chamelaion from '@chamelaion/client';

/**
 * Serves the files of translations, by `/<job>/<language>/<video, audio or srt>`. They stand on another server, from which
 * a page may neither read subtitles nor offer a download.
 */
export function serveFiles(client: Chamelaion) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const end = (status: number, text: string) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
    const left = new AbortController();
    response.once('close', () => left.abort());
    try {
      const [id = '', language = '', part = ''] = (request.url ?? '').split('/').slice(1).map(decodeURIComponent);
      const { outputs = {} } = (await client.videoTranslate.requests.retrieve(id)) as Partial<Outputs>;
      const output = Object.hasOwn(outputs, language) ? outputs[language] : undefined;
      const url = output && Object.hasOwn(output, part) ? output[part] : undefined;
      if (!url) return void end(404, 'no such file');
      const file = await fetch(url, { signal: left.signal });
      if (!file.ok || !file.body) return void end(502, `the file's server answered ${file.status}`);
      const name = encodeURIComponent(`${id.slice(0, 8)}-${language}${extname(new URL(url).pathname)}`);
      response.writeHead(200, {
        'content-type': file.headers.get('content-type') ?? 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
      });
      await pipeline(Readable.fromWeb(file.body as Parameters<typeof Readable.fromWeb>[0]), response);
    } catch {
      if (!response.headersSent) end(502, 'the file could not be had');
    }
  };
}

interface Outputs {
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
