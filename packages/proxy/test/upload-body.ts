import { once } from 'node:events';
import { request } from 'node:http';

/** A form whose video has so many bytes, sent bit by bit, as fast as it is taken. */
export async function postVideo(
  baseURL: string,
  bytes: number,
  onSent: (sent: number) => void = () => {},
): Promise<number | undefined> {
  const part = (name: string) =>
    `--XX\r\nContent-Disposition: form-data; name="${name}"; filename="${name}.bin"\r\n\r\n`;
  const headers = { 'content-type': 'multipart/form-data; boundary=XX', 'x-user': 'ann' };
  const upload = request(`${baseURL}/v1/lipsync/generate-with-media`, { method: 'POST', headers });
  const answered = once(upload, 'response');
  // Awaited once all is sent; a connection that breaks before must not fail another test.
  answered.catch(() => {});
  upload.write(part('video'));
  const piece = Buffer.alloc(1_000_000, '\r\n--X');
  for (let sent = 0; sent < bytes; ) {
    if (!upload.write(piece)) await once(upload, 'drain');
    sent += piece.length;
    onSent(sent);
  }
  upload.end(`\r\n${part('audio')}sound\r\n--XX--\r\n`);
  const [response] = await answered;
  await once(response.resume(), 'end');
  return response.statusCode;
}
