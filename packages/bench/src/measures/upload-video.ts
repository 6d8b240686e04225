import { readFile } from 'node:fs/promises';
import { request } from 'node:http';

/** Sends `bytes` as a form's video; true if the server took it. */
export function uploadVideo(url: string, bytes: number): Promise<boolean> {
  const part = (name: string): string =>
    `--XX\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\nContent-Type: ${name}/mp4\r\n\r\n`;
  const head = Buffer.from(part('video'));
  const tail = Buffer.from(`\r\n${part('audio')}sound\r\n--XX--\r\n`);
  const piece = Buffer.alloc(1_000_000, 'x');
  return new Promise((resolve) => {
    const upload = request(`${url}/v1/lipsync/generate-with-media`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer any',
        'content-type': 'multipart/form-data; boundary=XX',
        'content-length': head.length + tail.length + bytes,
      },
    });
    // A server that refuses may hang up before it has read all.
    upload.on('error', () => resolve(false));
    upload.on('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    upload.write(head);
    let left = bytes;
    const send = (): void => {
      while (left > 0) {
        left -= piece.length;
        if (!upload.write(piece)) return void upload.once('drain', send);
      }
      upload.end(tail);
    };
    send();
  });
}

/** The most memory a process ever held, in MB; undefined if the system does not say. */
export async function peakMemory(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
}
