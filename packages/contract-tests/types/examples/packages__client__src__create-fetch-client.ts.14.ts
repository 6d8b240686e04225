












import { createFetchClient } from '@chamelaion/client';

const api = createFetchClient({ apiKey: process.env['CHAMELAION_API_KEY'] });
const { data, error, response } = await api.GET('/v1/lipsync/requests/{id}', {
  params: { path: { id: 'dub-episode-42' } },
});
if (data) console.log(data.status);
else console.error(response.status, error);
export {};
