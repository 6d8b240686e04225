



























import Chamelaion from '@chamelaion/client';

const client = new Chamelaion({ apiKey: process.env['CHAMELAION_API_KEY'] });
const { request_id } = await client.lipsync.generate({
  inputs: [
    { type: 'video', url: 'https://cdn.example.com/episodes/42.mp4' },
    { type: 'audio', url: 'https://cdn.example.com/dubs/42-japanese.wav' },
  ],
});
const request = await client.lipsync.requests.retrieve(request_id);
export {};
