// Serves what was built; the job runs in the route, and the page must be there.
import { createServer } from 'node:http';
import next from 'next';

const app = next({ dev: false, dir: import.meta.dirname });
await app.prepare();
const server = createServer(app.getRequestHandler()).listen(0, '127.0.0.1', () =>
  visit(`http://127.0.0.1:${server.address().port}`).then(
    () => process.exit(),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  ),
);

async function visit(origin) {
  const page = await fetch(origin);
  const text = await page.text();
  if (!text.includes('name="video"') || !text.includes('idle')) throw new Error(`the page answers ${page.status}`);
  const answer = await fetch(`${origin}/job`, { method: 'POST' });
  if ((await answer.text()) !== 'completed') throw new Error(`the route answers ${answer.status}`);
}
