import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL at which the browser listens; undefined without a browser. */
    browser: string | undefined;
  }
}

/** Starts one browser for all tests. */
export default async function launchBrowser(project: TestProject): Promise<() => Promise<void>> {
  const server = await launch();
  project.provide('browser', server?.wsEndpoint());
  return async () => server?.close();
}

/** Undefined without a browser: the tests are skipped then, which CI must not take for a pass. */
async function launch(): Promise<BrowserServer | undefined> {
  try {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      return await chromium.launchServer({ channel: 'chrome', args });
    }
    const { default: packed } = await import('@sparticuz/chromium');
    return await chromium.launchServer({ executablePath: await packed.executablePath(), args });
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`no browser: ${(error as Error).message}`);
    return undefined;
  }
}

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-proxy-server',
  // Nothing leaves this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
