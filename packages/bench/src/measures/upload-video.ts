import { readFile } from 'node:fs/promises';

/** Sends a form with so many bytes of video; true if the server took it. */
export async function uploadVideo(url: string, bytes: number): Promise<boolean> {
  const body = new FormData();
  body.append('video', new File([Buffer.alloc(bytes, 'x')], 'clip.mp4', { type: 'video/mp4' }));
  body.append('audio', new File(['sound'], 'voice.wav', { type: 'audio/wav' }));
  const headers = { authorization: 'Bearer any' };
  const upload = fetch(`${url}/v1/lipsync/generate-with-media`, { method: 'POST', headers, body });
  // A server that refuses may hang up before it has read all.
  return upload.then(
    ({ status }) => status === 200,
    () => false,
  );
}

/** The most memory a process ever held, in MB; undefined if the system does not say. */
export async function peakMemory(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1000;
}
