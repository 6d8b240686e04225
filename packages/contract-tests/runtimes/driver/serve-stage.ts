import { readFile } from 'node:fs/promises';
import { json } from 'node:stream/consumers';
import type { Stage } from '../cases/case.ts';
import type { Call, CaseResult } from '../entries/protocol.ts';
import { listen } from './open-stage.ts';

/** What a runtime in a separate process needs of this one. */
export interface ServedStage {
  readonly origin: string;
  readonly results: readonly CaseResult[];
  /** Once the last result is there. */
  readonly done: Promise<void>;
  close(): void;
}

/** Lets a runtime work the stage's levers, report its results and, for Chromium, load its page. */
export async function serveStage(stage: Stage, page: URL): Promise<ServedStage> {
  const results: CaseResult[] = [];
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { server, origin } = await listen(async (request, response) => {
    const path = request.url ?? '';
    if (path === '/call') {
      const { method, args } = (await json(request)) as Call;
      const lever = stage[method] as (...args: unknown[]) => Promise<unknown>;
      response.end(JSON.stringify((await lever(...args)) ?? null));
    } else if (path === '/stage') {
      response.end(JSON.stringify(stage));
    } else if (path === '/result') {
      results.push((await json(request)) as CaseResult);
      response.end();
    } else if (path === '/done') {
      response.end(() => finish());
    } else if (path === '/page.js') {
      response.setHeader('content-type', 'text/javascript').end(await readFile(page));
    } else {
      const script = path === '/web-worker' ? "new Worker('/page.js', { type: 'module' })" : "import '/page.js'";
      response.setHeader('content-type', 'text/html').end(`<script type="module">${script}</script>`);
    }
  });
  return {
    origin,
    results,
    done,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
