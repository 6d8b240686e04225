import { request } from 'node:http';
import type { Writable } from 'node:stream';

/** A form whose video has so many bytes, sent bit by bit, as fast as it is taken. */
export async function postVideo(
  baseURL: string,
  bytes: number,
  onSent: (sent: number) => void = () => {},
): Promise<number | undefined> {
  const part = (name: string) =>
    `--XX\r\nContent-Disposition: form-data; name="${name}"; filename="${name}.bin"\r\n\r\n`;
  const upload = request(`${baseURL}/v1/lipsync/generate-with-media`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=XX', 'x-user': 'ann' },
  });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    upload.on('error', reject);
    upload.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode)));
  });
  // Awaited once all is sent; a connection that breaks before must not fail another test.
  answered.catch(() => {});
  upload.write(part('video'));
  const piece = Buffer.alloc(1_000_000, '\r\n--X');
  let sent = 0;
  while (sent < bytes) {
    if (!upload.write(piece)) await drained(upload);
    sent += piece.length;
    onSent(sent);
  }
  upload.end(`\r\n${part('audio')}sound\r\n--XX--\r\n`);
  return answered;
}

function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => stream.once('drain', () => resolve()));
}
