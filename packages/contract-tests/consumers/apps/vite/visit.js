// Opens a built page in Chromium, until its console tells how the job went: visit.js <page>
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import chromium from '@sparticuz/chromium';
import { preview } from 'vite';

const server = await preview({ preview: { host: '127.0.0.1', port: 0 } });
const browser = spawn(await chromium.executablePath(), [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--no-proxy-server',
  '--enable-logging=stderr',
  server.resolvedUrls.local[0] + process.argv[2],
]);
for await (const line of createInterface(browser.stderr)) {
  // What the driver shows if no outcome comes.
  if (line.includes(':CONSOLE')) console.error(line);
  const outcome = /job: (.*?)", source:/.exec(line)?.[1];
  if (!outcome) continue;
  browser.kill();
  if (outcome !== 'completed') throw new Error(`the page says ${outcome}`);
  process.exit();
}
