// Serves what was built; the job runs in the route, and the page must be there.
import { createServer } from 'node:http';
import next from 'next';

const app = next({ dev: false, dir: import.meta.dirname });
await app.prepare();
const server = createServer(app.getRequestHandler()).listen(0, '127.0.0.1', async () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  const page = await fetch(origin);
  const text = await page.text();
  if (!text.includes('name="video"') || !text.includes('idle'))
    throw new Error(`the page answers ${page.status}`);
  const answer = await fetch(`${origin}/job`, { method: 'POST' });
  if ((await answer.text()) !== 'completed') throw new Error(`the route answers ${answer.status}`);
  process.exit();
});
