import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Chamelaion from '@chamelaion/client';
import { fromPath } from '@chamelaion/client/node';
import { callerFolder } from './caller-folder.ts';
import { runJob } from './run-job.ts';

/** What to dub, and when to stop. */
export interface DemoOptions {
  video?: string | undefined;
  audio?: string | undefined;
  signal: AbortSignal;
}

const ours = (name: string) => fileURLToPath(new URL(`../media/${name}`, import.meta.url));

/** Two jobs on a mock server of our own, one from files and one from URLs. */
export async function mockDemo({
  video = ours('clip.mp4'),
  audio = ours('voice.wav'),
  signal,
}: DemoOptions): Promise<void> {
  // A key or a base URL in the environment must never take this to the real API.
  for (const name of Object.keys(process.env)) if (name.startsWith('CHAMELAION_')) delete process.env[name];

  const files = await openFiles(video, audio);
  // Only here, because the mock's engine takes longer to load than all else.
  const { startMockServer } = await import('@chamelaion/mock-server');
  const mock = await startMockServer();
  try {
    console.log(`mock server at ${mock.url}: nothing leaves this machine, nothing is paid`);
    const client = new Chamelaion({ apiKey: 'any-key-will-do', baseURL: mock.url });
    await uploadJob(client, files, signal);

    const [videoURL, audioURL] = [
      'https://cdn.example.com/episodes/42.mp4',
      'https://cdn.example.com/dubs/42-japanese.wav',
    ];
    console.log(`by URL: ${videoURL} + ${audioURL}`);
    await runJob(
      client,
      () =>
        client.lipsync.generate(
          {
            inputs: [
              { type: 'video', url: videoURL },
              { type: 'audio', url: audioURL },
            ],
          },
          { signal },
        ),
      signal,
    );
    console.log('the same in a terminal: chamelaion dub --video clip.mp4 --audio voice.wav --out dubbed.mp4');
  } finally {
    await mock.close();
  }
}

/** One paid job on the real API, from files. */
export async function realDemo({ video, audio, signal }: DemoOptions): Promise<void> {
  if (!video || !audio) throw new Error('--real needs --video FILE and --audio FILE');
  const files = await openFiles(video, audio);
  const client = new Chamelaion();
  console.log(`real API at ${client.baseURL}: this job spends credits`);
  await uploadJob(client, files, signal);
}

interface Files {
  readonly video: File;
  readonly audio: File;
}

async function openFiles(video: string, audio: string): Promise<Files> {
  return {
    video: await fromPath(resolve(callerFolder, video)),
    audio: await fromPath(resolve(callerFolder, audio)),
  };
}

async function uploadJob(client: Chamelaion, files: Files, signal: AbortSignal): Promise<void> {
  console.log(`by upload: ${files.video.name} + ${files.audio.name}`);
  await runJob(client, () => client.lipsync.generateWithMedia(files, { signal }), signal);
}
