








import Chamelaion from '@chamelaion/client';

const client = new Chamelaion({ apiKey: process.env['CHAMELAION_API_KEY'] });

const { output_url } = await client.lipsync.run({
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
});
export {};
